import * as z from 'zod';
import { documentClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { dynamodbWindowRecords } from '../adapters/dynamodb-window-records.ts';
import { createRecordWindowFailure } from '../handlers/record-window-failure.ts';

const environment = z.object({ TABLE_SALES: z.string().min(1) });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const windows = dynamodbWindowRecords({ document: documentClient(), table: env.TABLE_SALES });
  return createRecordWindowFailure({ windows, clock: systemClock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
