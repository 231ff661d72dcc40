import * as z from 'zod';
import { type CaughtError, explainFailure, type RunFailure } from '../../../candidates/index.ts';
import { messageOf } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { CountMetrics } from '../../../shared/metrics.ts';
import type { CampaignBook } from '../../ports.ts';
import { recordCampaigns } from './campaign-records.ts';
import { planSchema } from './step-inputs.ts';

export type RecordCampaignFailureDeps = {
  campaigns: Pick<CampaignBook, 'put'>;
  metrics: CountMetrics;
};

// Every field forgives: a failure whose record fails would be lost.
const text = z.string().optional().catch(undefined);
const planned = z
  .object({ plan: planSchema.optional().catch(undefined) })
  .optional()
  .catch(undefined);
const failureInput = z.object({
  step: text,
  state: z
    .object({ round: planned, closed: planned, error: z.object({ Error: text, Cause: text }).catch({}) })
    .catch({ error: {} }),
  execution: z.object({ arn: text }).catch({}),
});

/**
 * Leaves what went wrong and what to do, and marks the campaigns `failed`. Never throws. What the gate has granted already
 * goes out: starting the campaign again makes none of it twice.
 */
export const createRecordCampaignFailure =
  ({ campaigns, metrics }: RecordCampaignFailureDeps) =>
  async (event: unknown): Promise<RunFailure> => {
    const { step, state, execution } = failureInput.catch({ state: { error: {} }, execution: {} }).parse(event);
    const plan = state.closed?.plan ?? state.round?.plan;
    const failure = explainFailure(step ?? 'unknown step', state.error as CaughtError);
    try {
      if (plan) await recordCampaigns(campaigns, plan, 'failed');
    } catch (cause) {
      logger.error('could not mark the campaigns failed', { cause: messageOf(cause) });
    }
    metrics.addMetric('CampaignsFailed', 'Count', 1);
    logger.error('campaign failed', { runId: plan?.runId, execution: execution.arn, ...failure });
    return failure;
  };
