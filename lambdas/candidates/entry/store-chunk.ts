import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbCandidateStore } from '../adapters/dynamodb-candidate-store.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { createStoreChunk } from '../handlers/store-chunk.ts';

const name = z.string().min(1);
const environment = z.object({
  BUCKET_DATA: name,
  TABLE_CANDIDATES: name,
  TABLE_RUNS: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const programs = s3ProgramStore(objects);
  const clock = systemClock;
  const tables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  const candidates = dynamodbCandidateStore({ document: documentClient(), ...tables, programs, clock });
  return createStoreChunk({ programs, files: s3RunFiles(objects), candidates, clock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
