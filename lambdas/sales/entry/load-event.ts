import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { eventSource, eventSourceEnvironment } from '../adapters/event-source.ts';
import { createFreshEvent } from '../handlers/fresh-event.ts';
import { createLoadEvent } from '../handlers/load-event.ts';

const useCase = lazy(async () => {
  const source = eventSource(readEnvironment(eventSourceEnvironment), systemClock);
  return createLoadEvent({ ...source, fresh: createFreshEvent(source) });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
