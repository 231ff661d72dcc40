import * as z from 'zod';
import { deliveryDoor, deliveryDoorEnvironment, requestNotifications, s3TemplateStore } from '../../delivery/index.ts';
import { documentClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbDemandStore } from '../adapters/dynamodb-demand-store.ts';
import { programInForce } from '../adapters/program-in-force.ts';
import { createGenerateReminders } from '../handlers/generate-reminders.ts';

const name = z.string().min(1);
const environment = z.object({ TABLE_DEMAND: name, BUCKET_DATA: name, ...deliveryDoorEnvironment });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const door = deliveryDoor(env, {
    document,
    clock,
    secrets: secretsManagerSecrets({ client: secretsManagerClient(), clock }),
  });
  return createGenerateReminders({
    demand: dynamodbDemandStore({ document, table: env.TABLE_DEMAND }),
    contacts: door.contacts,
    request: requestNotifications({ ...door, metrics }),
    programInForce: programInForce({
      programs: s3AnyProgramStore(objects),
      templates: s3TemplateStore(objects),
      clock,
    }),
    clock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
