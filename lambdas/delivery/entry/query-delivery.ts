import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbCampaignBook } from '../adapters/dynamodb-campaign-book.ts';
import { dynamodbNotificationLedger } from '../adapters/dynamodb-notification-ledger.ts';
import { dynamodbPauseFlags } from '../adapters/dynamodb-pause-flags.ts';
import { s3TemplateStore } from '../adapters/s3-template-store.ts';
import { createQueryDelivery } from '../handlers/query-delivery.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_NOTIFICATIONS: name,
  TABLE_POLICY: name,
  TABLE_LIMITS: name,
  TABLE_CAMPAIGNS: name,
  BUCKET_DATA: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const tables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  return createQueryDelivery({
    clock,
    ledger: dynamodbNotificationLedger({ document, tables }),
    campaigns: dynamodbCampaignBook({ document, table: env.TABLE_CAMPAIGNS }),
    pauseFlags: dynamodbPauseFlags({ document, table: env.TABLE_LIMITS, clock }),
    programs: s3AnyProgramStore(objects),
    templates: s3TemplateStore(objects),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
