import * as z from 'zod';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3Client } from '../adapters/aws-clients.ts';
import { s3Objects } from '../adapters/s3-objects.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { createListParts } from '../handlers/list-parts.ts';

const name = z.string().min(1);
const environment = z.object({
  BUCKET_DATA: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  return createListParts({ files: s3RunFiles(s3Objects(s3Client(), env.BUCKET_DATA)) });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
