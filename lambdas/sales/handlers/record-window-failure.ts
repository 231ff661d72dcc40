import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { type CaughtError, explainWindowFailure, type WindowFailure } from '../domain/window-failure.ts';
import type { WindowRecords } from '../ports.ts';
import { schedulerRunSchema } from './step-inputs.ts';

export type RecordWindowFailureDeps = { windows: Pick<WindowRecords, 'put'>; clock: Clock };

// Every field forgives: a failure whose record fails would be lost.
const text = z.string().optional().catch(undefined);
const failureInput = z.object({
  step: text,
  state: z
    .object({
      found: z.object({ run: schedulerRunSchema }).optional().catch(undefined),
      error: z.object({ Error: text, Cause: text }).catch({}),
    })
    .catch({ error: {} }),
  sale: z.object({ eventId: text, saleId: text, window: text }).optional().catch(undefined),
  execution: z.object({ arn: text }).catch({}),
});

/**
 * Leaves a failure record that says what to do. For one sale (`sale` is set) it only logs: the run goes on with the others
 * and FinishWindow counts it. Never throws.
 */
export const createRecordWindowFailure =
  ({ windows, clock }: RecordWindowFailureDeps) =>
  async (event: unknown): Promise<WindowFailure> => {
    const input = failureInput.catch({ state: { error: {} }, execution: {} }).parse(event);
    const { found, error } = input.state;
    const failure = explainWindowFailure(input.step ?? 'unknown step', error as CaughtError);
    const { arn } = input.execution;
    logger.error(input.sale ? 'sale failed' : 'window failed', { ...input.sale, execution: arn, ...failure });
    if (!found || input.sale) return failure;
    const { programId, window } = found.run;
    const endedAt = clock.now().toISOString();
    try {
      await windows.put({
        ...{ window, programId, status: 'failed', endedAt, failure },
        ...(arn !== undefined && { executionArn: arn }),
      });
    } catch (problem) {
      logger.error('could not record the failed window', { window, cause: messageOf(problem) });
    }
    return failure;
  };
