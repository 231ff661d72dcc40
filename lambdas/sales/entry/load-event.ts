import * as z from 'zod';
import { lambdaClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { eventSource, eventSourceEnvironment } from '../adapters/event-source.ts';
import { lambdaLateReminders } from '../adapters/lambda-starts.ts';
import { createFreshEvent } from '../handlers/fresh-event.ts';
import { createLoadEvent } from '../handlers/load-event.ts';
import { createRefreshEvent } from '../handlers/refresh-event.ts';

const environment = eventSourceEnvironment.extend({ FUNCTION_OPERATE_REMINDERS: z.string().min(1) });

const useCases = lazy(async () => {
  const env = readEnvironment(environment);
  const source = eventSource(env, systemClock);
  const fresh = createFreshEvent(source);
  const late = lambdaLateReminders({ lambda: lambdaClient(), name: env.FUNCTION_OPERATE_REMINDERS });
  return {
    load: createLoadEvent({ ...source, fresh, metrics }),
    refresh: createRefreshEvent({ ...source, fresh, late }),
  };
});

/** A step of notification-scheduler names its run; all others only want an event fetched. */
const isStep = (event: unknown): boolean => typeof event === 'object' && event !== null && 'run' in event;

export const handler = lambdaHandler(async (event) => {
  const { load, refresh } = await useCases();
  return isStep(event) ? load(event) : refresh(event);
});
