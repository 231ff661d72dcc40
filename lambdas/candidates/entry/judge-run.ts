import * as z from 'zod';
import { s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { lambdaProgressPublisher } from '../adapters/lambda-progress-publisher.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { stepRunLedger } from '../adapters/step-run-ledger.ts';
import { createJudgeRun } from '../handlers/judge-run.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_RUNS: name,
  BUCKET_DATA: name,
  GRAPHQL_URL: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const ledger = stepRunLedger(env.TABLE_RUNS);
  const progress = lambdaProgressPublisher(env.GRAPHQL_URL);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  return createJudgeRun({
    programs: s3ProgramStore(objects),
    files: s3RunFiles(objects),
    ledger,
    progress,
    clock,
    metrics,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
