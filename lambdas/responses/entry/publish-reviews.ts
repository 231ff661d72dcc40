import * as z from 'zod';
import { dynamodbCandidateStore } from '../../candidates/index.ts';
import { dynamodbNotificationLedger, recordResponse } from '../../delivery/index.ts';
import { documentClient, eventBridgeClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { eventbridgeReviewEvents } from '../adapters/eventbridge-review-events.ts';
import { createPublishReviews } from '../handlers/publish-reviews.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ TABLE_CANDIDATES: name, TABLE_RUNS: name, TABLE_NOTIFICATIONS: name, TABLE_POLICY: name },
  ...{ BUCKET_DATA: name, EVENT_BUS: name },
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const programs = s3ProgramStore(s3Objects(s3Client(), env.BUCKET_DATA));
  const tables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  const ledgerTables = { policy: env.TABLE_POLICY, notifications: env.TABLE_NOTIFICATIONS };
  return createPublishReviews({
    candidates: dynamodbCandidateStore({ document, ...tables, programs, clock: systemClock }),
    record: recordResponse({ ledger: dynamodbNotificationLedger({ document, tables: ledgerTables }) }),
    events: eventbridgeReviewEvents(eventBridgeClient(), env.EVENT_BUS),
    metrics,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
