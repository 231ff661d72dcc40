import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbFeatureStore } from '../adapters/dynamodb-feature-store.ts';
import { dynamodbModelRegistry } from '../adapters/dynamodb-model-registry.ts';
import { dynamodbScoreCache } from '../adapters/dynamodb-score-cache.ts';
import { lazySageMaker } from '../adapters/lazy-sagemaker.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { scoringProviders } from '../adapters/scoring-providers.ts';
import { createScoreChunk } from '../handlers/score-chunk.ts';

const name = z.string().min(1);
const environment = z.object({
  BUCKET_DATA: name,
  TABLE_FEATURES: name,
  TABLE_SCORES: name,
  TABLE_MODELS: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const document = documentClient();
  const clock = systemClock;
  return createScoreChunk({
    programs: s3ProgramStore(objects),
    files: s3RunFiles(objects),
    features: dynamodbFeatureStore({ document, table: env.TABLE_FEATURES }),
    providers: scoringProviders({
      ...{ objects, clock, registry: dynamodbModelRegistry({ document, table: env.TABLE_MODELS }) },
      sageMaker: lazySageMaker,
    }),
    cache: dynamodbScoreCache({ document, table: env.TABLE_SCORES, clock }),
    clock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
