import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore, s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbCandidateStore } from '../adapters/dynamodb-candidate-store.ts';
import { dynamodbDecisionLog } from '../adapters/dynamodb-decision-log.ts';
import { dynamodbReactiveDecisions } from '../adapters/reactive-decisions.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { stepRunLedger } from '../adapters/step-run-ledger.ts';
import { createQueryCandidates } from '../handlers/query-candidates.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_CANDIDATES: name,
  TABLE_RUNS: name,
  TABLE_DECISIONS: name,
  BUCKET_DATA: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const programs = s3ProgramStore(objects);
  return createQueryCandidates({
    programs,
    served: s3AnyProgramStore(objects),
    clock,
    ledger: stepRunLedger(env.TABLE_RUNS),
    files: s3RunFiles(objects),
    candidates: dynamodbCandidateStore({
      document,
      table: env.TABLE_CANDIDATES,
      runsTable: env.TABLE_RUNS,
      programs,
      clock,
    }),
    log: dynamodbDecisionLog({ document, table: env.TABLE_DECISIONS }),
    reactive: dynamodbReactiveDecisions({ document, table: env.TABLE_DECISIONS }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
