import { requestNotifications } from '../../delivery/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { callbacksWorld, callbacksWorldEnvironment } from '../adapters/callbacks-world.ts';
import { dynamodbWebhookLog } from '../adapters/dynamodb-webhook-log.ts';
import { zendeskWebhookSecret } from '../adapters/zendesk-access.ts';
import { createAskAfterCall } from '../handlers/ask-after-call.ts';
import { createSupportWebhook } from '../handlers/support-webhook.ts';

const useCase = lazy(async () => {
  const env = readEnvironment(callbacksWorldEnvironment);
  const world = callbacksWorld(env, systemClock);
  const request = requestNotifications({ ...world.door, metrics });
  return createSupportWebhook({
    ...{ ...world, metrics },
    log: dynamodbWebhookLog({ document: world.document, table: env.TABLE_CALLBACKS, clock: systemClock }),
    secret: zendeskWebhookSecret({ secrets: world.secrets, secret: env.SECRET_SUPPORT }),
    askAfterCall: createAskAfterCall({ ...world, request, contacts: world.door.contacts }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
