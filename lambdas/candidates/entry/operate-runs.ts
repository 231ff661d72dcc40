import * as z from 'zod';
import { documentClient, s3Client, sfnClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbCandidateStore } from '../adapters/dynamodb-candidate-store.ts';
import { dynamodbDecisionLog } from '../adapters/dynamodb-decision-log.ts';
import { sfnExecutions } from '../adapters/sfn-executions.ts';
import { stepRunLedger } from '../adapters/step-run-ledger.ts';
import { createOperateRuns } from '../handlers/operate-runs.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_CANDIDATES: name,
  TABLE_RUNS: name,
  TABLE_DECISIONS: name,
  BUCKET_DATA: name,
  STATE_MACHINE_BATCH_INGESTION: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const programs = s3ProgramStore(s3Objects(s3Client(), env.BUCKET_DATA));
  const executions = sfnExecutions({ client: sfnClient(), stateMachineArn: env.STATE_MACHINE_BATCH_INGESTION });
  return createOperateRuns({
    programs,
    executions,
    clock,
    ledger: stepRunLedger(env.TABLE_RUNS),
    candidates: dynamodbCandidateStore({
      document,
      table: env.TABLE_CANDIDATES,
      runsTable: env.TABLE_RUNS,
      programs,
      clock,
    }),
    log: dynamodbDecisionLog({ document, table: env.TABLE_DECISIONS }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
