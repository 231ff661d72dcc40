import * as z from 'zod';
import { documentClient, s3Client, sfnClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbModelRegistry } from '../adapters/dynamodb-model-registry.ts';
import { dynamodbRunLedger } from '../adapters/dynamodb-run-ledger.ts';
import { lambdaProgressPublisher } from '../adapters/lambda-progress-publisher.ts';
import { s3RunFiles } from '../adapters/s3-run-files.ts';
import { sfnExecutions } from '../adapters/sfn-executions.ts';
import { createPrepareRun } from '../handlers/prepare-run.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_RUNS: name,
  TABLE_MODELS: name,
  BUCKET_DATA: name,
  GRAPHQL_URL: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const executions = sfnExecutions({ client: sfnClient() });
  const document = documentClient();
  const ledger = dynamodbRunLedger({ document, table: env.TABLE_RUNS, executions, clock });
  const models = dynamodbModelRegistry({ document, table: env.TABLE_MODELS });
  const progress = lambdaProgressPublisher(env.GRAPHQL_URL);
  const programs = s3ProgramStore(objects);
  return createPrepareRun({ programs, files: s3RunFiles(objects), ledger, models, progress, clock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
