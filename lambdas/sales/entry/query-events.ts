import * as z from 'zod';
import { lambdaClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { eventSource, eventSourceEnvironment } from '../adapters/event-source.ts';
import { lambdaEventRefresh } from '../adapters/lambda-starts.ts';
import { createFreshEvent } from '../handlers/fresh-event.ts';
import { createQueryEvents } from '../handlers/query-events.ts';

const environment = eventSourceEnvironment.extend({ FUNCTION_LOAD_EVENT: z.string().min(1) });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const source = eventSource(env, systemClock);
  const refresh = lambdaEventRefresh({ lambda: lambdaClient(), name: env.FUNCTION_LOAD_EVENT });
  return createQueryEvents({ ...source, refresh, fresh: createFreshEvent(source) });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
