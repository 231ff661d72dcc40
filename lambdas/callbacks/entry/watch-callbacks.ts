import * as z from 'zod';
import { requestNotifications } from '../../delivery/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { callbacksWorld, callbacksWorldEnvironment } from '../adapters/callbacks-world.ts';
import { zendeskAccess } from '../adapters/zendesk-access.ts';
import { createAskAfterCall } from '../handlers/ask-after-call.ts';
import { createWatchCallbacks } from '../handlers/watch-callbacks.ts';

const environment = callbacksWorldEnvironment.extend({ SUPPORT_URL: z.url() });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const world = callbacksWorld(env, systemClock);
  const request = requestNotifications({ ...world.door, metrics });
  return createWatchCallbacks({
    ...{ ...world, metrics },
    desk: zendeskAccess({ secrets: world.secrets, secret: env.SECRET_SUPPORT, url: env.SUPPORT_URL }),
    askAfterCall: createAskAfterCall({ ...world, request, contacts: world.door.contacts }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
