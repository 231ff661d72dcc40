import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { modelStore } from '../adapters/model-store.ts';
import { createJudgeCanary } from '../handlers/models/judge-canary.ts';

const name = z.string().min(1);
const environment = z.object({ BUCKET_DATA: name, TABLE_MODELS: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const store = modelStore({ objects, document: documentClient(), table: env.TABLE_MODELS, clock: systemClock });
  return createJudgeCanary({ ...store, random: Math.random });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
