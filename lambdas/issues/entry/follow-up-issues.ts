import * as z from 'zod';
import { dynamodbCandidateStore } from '../../candidates/index.ts';
import {
  deliveryDoor,
  deliveryDoorEnvironment,
  dynamodbNotificationLedger,
  recordResponse,
  requestNotifications,
  s3TemplateStore,
} from '../../delivery/index.ts';
import { documentClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { enabledReactivePrograms } from '../adapters/enabled-reactive-programs.ts';
import { issueDoor, issueDoorEnvironment } from '../adapters/issue-door.ts';
import { createFollowUp } from '../handlers/follow-up/follow-up-issues.ts';
import { createHandOver } from '../handlers/reactive/hand-over.ts';
import { readyPrograms } from '../handlers/reactive/ready-programs.ts';
import { createAskSatisfaction } from '../handlers/resolution/ask-satisfaction.ts';
import { settleClosed } from '../handlers/resolution/settle-closed.ts';

const name = z.string().min(1);
const environment = z.object({
  ...issueDoorEnvironment,
  ...deliveryDoorEnvironment,
  BUCKET_DATA: name,
  TABLE_CANDIDATES: name,
  TABLE_RUNS: name,
});
/** Nothing is scored here. */
const risk = { groups: async () => [] };

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const programs = s3AnyProgramStore(objects);
  const { book } = issueDoor(env, { document });
  const templates = s3TemplateStore(objects);
  const { contacts, ...gate } = deliveryDoor(env, { document, secrets, clock });
  const request = requestNotifications({ ...gate, metrics });
  const ledgerTables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  const ready = readyPrograms({ programs, templates, risk, clock });
  const candidateTables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  const settling = {
    book,
    candidates: dynamodbCandidateStore({ document, ...candidateTables, programs, clock }),
    respond: recordResponse({ ledger: dynamodbNotificationLedger({ document, tables: ledgerTables }) }),
    askSatisfaction: createAskSatisfaction({ contacts, programs, templates, clock, request }),
  };
  return createFollowUp({
    ...{ book, clock, metrics },
    programs: enabledReactivePrograms(programs, clock),
    // What is a minute late takes the queues: no provider is called from here.
    handOver: createHandOver({ issues: book, contacts, deliver: request, ready, clock }),
    settleClosed: (issue) => settleClosed(settling, issue),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
