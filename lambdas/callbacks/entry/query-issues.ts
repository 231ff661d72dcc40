import * as z from 'zod';
import { dynamodbNotificationLedger } from '../../delivery/index.ts';
import { dynamodbRatings, issueDoor, issueDoorEnvironment } from '../../issues/index.ts';
import { documentClient } from '../../shared/aws/aws-clients.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { dynamodbCallbackBook } from '../adapters/dynamodb-callback-book.ts';
import { createQueryIssues } from '../handlers/query-issues.ts';

const name = z.string().min(1);
const environment = z.object({
  ...issueDoorEnvironment,
  TABLE_CALLBACKS: name,
  TABLE_RESPONSES: name,
  TABLE_NOTIFICATIONS: name,
  TABLE_POLICY: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  return createQueryIssues({
    issues: issueDoor(env, { document }).book,
    callbacks: dynamodbCallbackBook({ document, table: env.TABLE_CALLBACKS }),
    ratings: dynamodbRatings({ document, table: env.TABLE_RESPONSES }),
    ledger: dynamodbNotificationLedger({
      document,
      tables: { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY },
    }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
