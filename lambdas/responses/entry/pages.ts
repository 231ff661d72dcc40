import * as z from 'zod';
import { pagesDoor, pagesDoorEnvironment, recordResponse } from '../../delivery/index.ts';
import { createConfirmContact, dynamodbContactConfirmations, lambdaLateReminders } from '../../sales/index.ts';
import { documentClient, lambdaClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { createPages } from '../handlers/pages.ts';

const name = z.string().min(1);
const environment = z.object({
  ...pagesDoorEnvironment,
  ...{ TABLE_CONTACTS: name, BUCKET_DATA: name, FUNCTION_OPERATE_REMINDERS: name },
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const document = documentClient();
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const door = pagesDoor(env, { document, secrets });
  const confirmations = dynamodbContactConfirmations({ document, table: env.TABLE_CONTACTS });
  const late = lambdaLateReminders({ lambda: lambdaClient(), name: env.FUNCTION_OPERATE_REMINDERS });
  return createPages({
    ...door,
    programs: s3AnyProgramStore(s3Objects(s3Client(), env.BUCKET_DATA)),
    record: recordResponse(door),
    contact: { confirm: createConfirmContact({ confirmations, late, clock }) },
    clock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
