// What the functions of callbacks are wired with.
import * as z from 'zod';
import { dynamodbCandidateStore } from '../../candidates/index.ts';
import {
  deliveryDoor,
  deliveryDoorEnvironment,
  dynamodbNotificationLedger,
  s3TemplateStore,
} from '../../delivery/index.ts';
import { caseActions, issueDoor, issueDoorEnvironment } from '../../issues/index.ts';
import { documentClient, s3Client, secretsManagerClient, sqsClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import type { Clock } from '../../shared/clock.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { callsDoor, callsDoorEnvironment } from './calls-door.ts';
import { dynamodbSupportFacts } from './dynamodb-support-facts.ts';

const name = z.string().min(1);
export const callbacksWorldEnvironment = z.object({
  ...callsDoorEnvironment,
  ...deliveryDoorEnvironment,
  ...issueDoorEnvironment,
  TABLE_SUPPORT: name,
  TABLE_CANDIDATES: name,
  TABLE_RUNS: name,
  BUCKET_DATA: name,
  SECRET_SUPPORT: name,
});

export const callbacksWorld = (env: z.infer<typeof callbacksWorldEnvironment>, clock: Clock) => {
  const document = documentClient();
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const programs = s3AnyProgramStore(objects);
  const cases = issueDoor(env, { document }).book;
  const candidateTables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  const candidates = dynamodbCandidateStore({ document, ...candidateTables, programs, clock });
  return {
    ...{ clock, document, secrets, programs, cases },
    ...callsDoor(env, { document, sqs: sqsClient() }),
    door: deliveryDoor(env, { document, secrets, clock }),
    ledger: dynamodbNotificationLedger({
      document,
      tables: { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY },
    }),
    templates: s3TemplateStore(objects),
    facts: dynamodbSupportFacts({ document, table: env.TABLE_SUPPORT }),
    actions: caseActions({ book: cases, candidates, clock }),
  };
};
