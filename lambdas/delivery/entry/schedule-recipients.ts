import * as z from 'zod';
import { dynamodbProductTitles } from '../../candidates/index.ts';
import { documentClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { deliveryDoor, deliveryDoorEnvironment } from '../adapters/delivery-door.ts';
import { dynamodbNotificationLedger } from '../adapters/dynamodb-notification-ledger.ts';
import { s3CampaignFiles } from '../adapters/s3-campaign-files.ts';
import { createScheduleRecipients } from '../handlers/campaign/schedule-recipients.ts';
import { requestNotifications } from '../handlers/request-notifications.ts';

const name = z.string().min(1);
const environment = z.object({ ...deliveryDoorEnvironment, BUCKET_DATA: name, TABLE_PRODUCTS: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock: systemClock });
  const door = deliveryDoor(env, { document, secrets, clock: systemClock });
  return createScheduleRecipients({
    programs: s3ProgramStore(objects),
    files: s3CampaignFiles(objects),
    contacts: door.contacts,
    productTitles: dynamodbProductTitles(document, env.TABLE_PRODUCTS),
    ledger: dynamodbNotificationLedger({
      document,
      tables: { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY },
    }),
    request: requestNotifications({ ...door, metrics }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
