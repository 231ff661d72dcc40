import * as z from 'zod';
import { athenaClient, documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { athenaTrainingQueries } from '../adapters/athena-training-queries.ts';
import { modelStore } from '../adapters/model-store.ts';
import { createBuildTrainingSet } from '../handlers/models/build-training-set.ts';

const name = z.string().min(1);
const environment = z.object({ BUCKET_DATA: name, TABLE_MODELS: name, ATHENA_WORKGROUP: name, GLUE_DATABASE: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const store = modelStore({ objects, document: documentClient(), table: env.TABLE_MODELS, clock: systemClock });
  return createBuildTrainingSet({
    ...store,
    queries: athenaTrainingQueries({
      ...{ client: athenaClient(), bucket: env.BUCKET_DATA },
      ...{ workgroup: env.ATHENA_WORKGROUP, database: env.GLUE_DATABASE },
    }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
