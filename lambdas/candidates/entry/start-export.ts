import * as z from 'zod';
import { athenaClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { athenaExports } from '../adapters/athena-exports.ts';
import { stepRunLedger } from '../adapters/step-run-ledger.ts';
import { createStartExport } from '../handlers/start-export.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_RUNS: name,
  BUCKET_DATA: name,
  ATHENA_WORKGROUP: name,
  GLUE_DATABASE: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const ledger = stepRunLedger(env.TABLE_RUNS);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const { ATHENA_WORKGROUP: workgroup, GLUE_DATABASE: database } = env;
  return createStartExport({
    ledger,
    clock,
    exports: athenaExports({ client: athenaClient(), workgroup, database, objects }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
