import * as z from 'zod';
import { dynamodbCandidateStates } from '../../candidates/index.ts';
import { dynamodbNotificationLedger, recordResponse } from '../../delivery/index.ts';
import { documentClient, eventBridgeClient } from '../../shared/aws/aws-clients.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { eventbridgeReviewEvents } from '../adapters/eventbridge-review-events.ts';
import { createPublishReviews } from '../handlers/publish-reviews.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ TABLE_CANDIDATES: name, TABLE_NOTIFICATIONS: name, TABLE_POLICY: name },
  EVENT_BUS: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const ledgerTables = { policy: env.TABLE_POLICY, notifications: env.TABLE_NOTIFICATIONS };
  return createPublishReviews({
    candidates: dynamodbCandidateStates({ document, table: env.TABLE_CANDIDATES }),
    record: recordResponse({ ledger: dynamodbNotificationLedger({ document, tables: ledgerTables }) }),
    events: eventbridgeReviewEvents(eventBridgeClient(), env.EVENT_BUS),
    metrics,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
