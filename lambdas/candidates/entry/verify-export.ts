import * as z from 'zod';
import { athenaClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { athenaExports } from '../adapters/athena-exports.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { createVerifyExport } from '../handlers/verify-export.ts';

const name = z.string().min(1);
const environment = z.object({
  BUCKET_DATA: name,
  ATHENA_WORKGROUP: name,
  GLUE_DATABASE: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const { ATHENA_WORKGROUP: workgroup, GLUE_DATABASE: database } = env;
  return createVerifyExport({
    files: s3RunFiles(objects),
    exports: athenaExports({ client: athenaClient(), workgroup, database, objects }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
