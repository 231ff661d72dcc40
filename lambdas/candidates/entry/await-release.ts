import * as z from 'zod';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { documentClient } from '../adapters/aws-clients.ts';
import { dynamodbRunLedger } from '../adapters/dynamodb-run-ledger.ts';
import { lambdaProgressPublisher } from '../adapters/lambda-progress-publisher.ts';
import { createAwaitRelease } from '../handlers/await-release.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_RUNS: name,
  GRAPHQL_URL: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  // Only Prepare begins runs and asks whether a lease's holder has ended.
  const executions = { hasEnded: async () => false };
  const clock = systemClock;
  const ledger = dynamodbRunLedger({ document: documentClient(), table: env.TABLE_RUNS, executions, clock });
  const progress = lambdaProgressPublisher(env.GRAPHQL_URL);
  return createAwaitRelease({ ledger, progress, clock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
