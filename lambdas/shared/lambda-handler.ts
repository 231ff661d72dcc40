// What every Lambda shares: correlation id, cold-start flag, one error line, metrics flushed at the end.

import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { HeraldError } from './errors.ts';
import { logger } from './logger.ts';
import { metrics } from './metrics.ts';

/**
 * Wraps a use case as a Lambda handler.
 * @param useCase gets the parsed-JSON event as `unknown` and validates it itself
 */
export const lambdaHandler = <Out>(useCase: (event: unknown, context: Context) => Promise<Out>) =>
  middy<unknown, Out>((event: unknown, context: Context) => useCase(event, context))
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .onError(({ error }) => {
      const whatToDo = error instanceof HeraldError ? error.whatToDo : undefined;
      logger.error('failed', { error: error as Error, whatToDo });
    });
