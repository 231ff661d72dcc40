import * as z from 'zod';
import { sqsClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { sqsShortUrlQueue } from '../adapters/sqs-short-url-queue.ts';
import { createRequestShortUrls } from '../handlers/request-short-urls.ts';

const environment = z.object({ QUEUE_SHORT_URL: z.string().min(1) });

const useCase = lazy(async () => {
  const { QUEUE_SHORT_URL: url } = readEnvironment(environment);
  return createRequestShortUrls({ queue: sqsShortUrlQueue({ sqs: sqsClient(), url }), clock: systemClock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
