import * as z from 'zod';
import { sqsClient } from '../../shared/aws/aws-clients.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { sqsSendQueues } from '../adapters/sqs-send-queues.ts';
import { createRouteNotifications } from '../handlers/route-notifications.ts';

const environment = z.object({ QUEUE_PREFIX_SEND: z.string().min(1) });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const queues = sqsSendQueues(sqsClient(), env.QUEUE_PREFIX_SEND);
  return createRouteNotifications({ queues, metrics });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
