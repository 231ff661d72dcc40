import * as z from 'zod';
import { dynamodbCampaignBook } from '../../delivery/index.ts';
import { documentClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { dynamodbWindowRecords } from '../adapters/dynamodb-window-records.ts';
import { createFinishWindow } from '../handlers/finish-window.ts';

const environment = z.object({ TABLE_SALES: z.string().min(1), TABLE_CAMPAIGNS: z.string().min(1) });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  return createFinishWindow({
    windows: dynamodbWindowRecords({ document, table: env.TABLE_SALES }),
    campaigns: dynamodbCampaignBook({ document, table: env.TABLE_CAMPAIGNS }),
    clock: systemClock,
    metrics,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
