import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbDueCursor } from '../adapters/dynamodb-due-cursor.ts';
import { dynamodbNotificationLedger } from '../adapters/dynamodb-notification-ledger.ts';
import { dynamodbPauseFlags } from '../adapters/dynamodb-pause-flags.ts';
import { createReleaseDue } from '../handlers/release-due.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_NOTIFICATIONS: name,
  TABLE_POLICY: name,
  TABLE_LIMITS: name,
  BUCKET_DATA: name,
  TIME_TRAVEL: z.enum(['on', 'off']).default('off'),
});

/** Of the function's 60 seconds; the last slice of a run takes two or three. */
const budgetMs = 50_000;

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const tables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  return createReleaseDue({
    ...{ clock, metrics, budgetMs },
    ledger: dynamodbNotificationLedger({ document, tables }),
    cursor: dynamodbDueCursor(document, env.TABLE_LIMITS),
    pauseFlags: dynamodbPauseFlags({ document, table: env.TABLE_LIMITS, clock }),
    programs: s3AnyProgramStore(s3Objects(s3Client(), env.BUCKET_DATA)),
    timeTravel: env.TIME_TRAVEL === 'on',
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
