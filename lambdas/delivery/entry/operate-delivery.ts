import * as z from 'zod';
import { dynamodbCandidateStore } from '../../candidates/index.ts';
import { documentClient, s3Client, secretsManagerClient, sfnClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { deliveryDoor, deliveryDoorEnvironment } from '../adapters/delivery-door.ts';
import { dynamodbLinkRevocations } from '../adapters/dynamodb-link-revocations.ts';
import { dynamodbNotificationLedger } from '../adapters/dynamodb-notification-ledger.ts';
import { s3TemplateStore } from '../adapters/s3-template-store.ts';
import { sfnCampaignExecutions } from '../adapters/sfn-campaign-executions.ts';
import { createOperateDelivery } from '../handlers/operate-delivery.ts';
import { requestNotifications } from '../handlers/request-notifications.ts';

const name = z.string().min(1);
const environment = z.object({
  ...deliveryDoorEnvironment,
  TABLE_CANDIDATES: name,
  TABLE_RUNS: name,
  TABLE_RESPONSES: name,
  BUCKET_DATA: name,
  STATE_MACHINE_CAMPAIGN_DELIVERY: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const door = deliveryDoor(env, { document, secrets, clock });
  const tables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  const candidateTables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  return createOperateDelivery({
    ...{ ...door, clock },
    request: requestNotifications({ ...door, metrics }),
    ledger: dynamodbNotificationLedger({ document, tables }),
    revocations: dynamodbLinkRevocations(document, env.TABLE_RESPONSES),
    programs: s3AnyProgramStore(objects),
    templates: s3TemplateStore(objects),
    candidates: dynamodbCandidateStore({ document, ...candidateTables, programs: s3AnyProgramStore(objects), clock }),
    executions: sfnCampaignExecutions(sfnClient(), env.STATE_MACHINE_CAMPAIGN_DELIVERY),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
