import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbFactSource } from '../adapters/dynamodb-fact-source.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { createFilterChunk } from '../handlers/filter-chunk.ts';

const name = z.string().min(1);
const environment = z.object({
  BUCKET_DATA: name,
  TABLE_CUSTOMERS: name,
  TABLE_PRODUCTS: name,
  TABLE_POLICY: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const tables = { customers: env.TABLE_CUSTOMERS, products: env.TABLE_PRODUCTS, policy: env.TABLE_POLICY };
  return createFilterChunk({
    programs: s3ProgramStore(objects),
    files: s3RunFiles(objects),
    facts: dynamodbFactSource({ document: documentClient(), tables }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
