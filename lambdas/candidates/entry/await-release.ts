import * as z from 'zod';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { lambdaProgressPublisher } from '../adapters/lambda-progress-publisher.ts';
import { stepRunLedger } from '../adapters/step-run-ledger.ts';
import { createAwaitRelease } from '../handlers/await-release.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_RUNS: name,
  GRAPHQL_URL: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const ledger = stepRunLedger(env.TABLE_RUNS);
  const progress = lambdaProgressPublisher(env.GRAPHQL_URL);
  return createAwaitRelease({ ledger, progress, clock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
