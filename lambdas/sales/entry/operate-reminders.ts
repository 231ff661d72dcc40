import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { deliveryDoor, deliveryDoorEnvironment, requestNotifications, s3TemplateStore } from '../../delivery/index.ts';
import { documentClient, lambdaClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbContactConfirmations } from '../adapters/dynamodb-contact-confirmations.ts';
import { dynamodbDemandStore } from '../adapters/dynamodb-demand-store.ts';
import { dynamodbEventCache } from '../adapters/dynamodb-event-cache.ts';
import { enabledSalePrograms } from '../adapters/enabled-sale-programs.ts';
import { lambdaEventRefresh } from '../adapters/lambda-starts.ts';
import { programInForce } from '../adapters/program-in-force.ts';
import { createOperateReminders } from '../handlers/operate-reminders.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ TABLE_DEMAND: name, TABLE_EVENTS: name, TABLE_SALES: name, BUCKET_DATA: name },
  ...{ WEB_URL: z.url(), FUNCTION_LOAD_EVENT: name, ...deliveryDoorEnvironment },
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const programs = s3AnyProgramStore(objects);
  const door = deliveryDoor(env, {
    ...{ document, clock },
    secrets: secretsManagerSecrets({ client: secretsManagerClient(), clock }),
  });
  return createOperateReminders({
    ...{ clock, policies: door.policies, hasher: door.hasher, contacts: door.contacts },
    programs: enabledSalePrograms(programs, clock),
    programInForce: programInForce({ programs, templates: s3TemplateStore(objects), clock }),
    events: dynamodbEventCache({ document, tables: { events: env.TABLE_EVENTS, sales: env.TABLE_SALES } }),
    refresh: lambdaEventRefresh({ lambda: lambdaClient(), name: env.FUNCTION_LOAD_EVENT }),
    demand: dynamodbDemandStore({ document, table: env.TABLE_DEMAND }),
    confirmations: dynamodbContactConfirmations({ document, table: env.TABLE_CONTACTS }),
    request: requestNotifications({ ...door, metrics }),
    newToken: () => randomBytes(16).toString('base64url'),
    pagesUrl: env.WEB_URL.replace(/\/$/, ''),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
