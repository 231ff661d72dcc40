import * as z from 'zod';
import { dynamodbCandidateStore } from '../../candidates/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { createMarkCandidates } from '../handlers/campaign/mark-candidates.ts';

const name = z.string().min(1);
const environment = z.object({ BUCKET_DATA: name, TABLE_CANDIDATES: name, TABLE_RUNS: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const programs = s3AnyProgramStore(s3Objects(s3Client(), env.BUCKET_DATA));
  const tables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  return createMarkCandidates({
    candidates: dynamodbCandidateStore({ document: documentClient(), ...tables, programs, clock: systemClock }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
