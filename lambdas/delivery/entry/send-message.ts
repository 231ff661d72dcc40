import * as z from 'zod';
import { documentClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { sendingDoor, sendingEnvironment } from '../adapters/sending-door.ts';
import { createSendMessage } from '../handlers/send-message.ts';

const environment = z.object({ ...sendingEnvironment, TIME_TRAVEL: z.enum(['on', 'off']).default('off') });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  return createSendMessage({
    ...sendingDoor(env, { document: documentClient(), objects, secrets, clock }),
    programs: s3AnyProgramStore(objects),
    timeTravel: env.TIME_TRAVEL === 'on',
    metrics,
  });
});

export const handler = lambdaHandler(async (event, context) => (await useCase())(event, context));
