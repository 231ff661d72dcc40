// What campaign-delivery hands to a step (docs/architecture.md). Parsed once, here, into exact types.
import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';
import type { CampaignPlan, ManifestRef, RoundCounts } from '../../domain/campaign/plan.ts';

const count = z.number().int().min(0);

export const countsSchema: z.ZodType<RoundCounts> = z.object({
  marketplace: z.string(),
  granted: count,
  refused: count,
});

export const planSchema: z.ZodType<CampaignPlan> = z.object({
  programId: z.string(),
  programHash: z.string(),
  templateHash: z.string(),
  runId: z.string(),
  channel: z.enum(['email', 'sms']),
  dryRun: z.boolean(),
  at: z.string(),
  limit: count,
  counts: z.array(countsSchema),
  round: count,
  exhausted: z.boolean(),
  cursor: z.string().exactOptional(),
});

export const manifestSchema: z.ZodType<ManifestRef> = z.object({
  key: z.string(),
  campaignId: z.string(),
  marketplace: z.string(),
  recipients: count,
});

/** @throws InvalidInputError naming every field that is wrong */
export const parseStep = <S extends z.ZodType>(schema: S, event: unknown): z.infer<S> => {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInputError(`Wrong input: ${z.prettifyError(result.error)}`, {
    whatToDo: 'Compare the execution’s input with statemachines/campaign-delivery/examples.',
  });
};
