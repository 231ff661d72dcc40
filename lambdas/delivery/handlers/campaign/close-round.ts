import * as z from 'zod';
import { afterRound, type CampaignPlan, goesOn } from '../../domain/campaign/plan.ts';
import type { CampaignBook } from '../../ports.ts';
import { recordCampaigns } from './campaign-records.ts';
import { countsSchema, parseStep, planSchema } from './step-inputs.ts';

export type CloseRoundDeps = { campaigns: Pick<CampaignBook, 'put'> };

const roundInput = z.object({ plan: planSchema, counts: z.array(countsSchema) });

/** Adds up a round and says whether another one would find places and people. Safe to repeat: it puts totals. */
export const createCloseRound =
  ({ campaigns }: CloseRoundDeps) =>
  async (event: unknown): Promise<{ plan: CampaignPlan; more: boolean }> => {
    const { plan, counts } = parseStep(roundInput, event);
    const next = afterRound(plan, counts);
    await recordCampaigns(campaigns, next, 'planning');
    return { plan: next, more: goesOn(next) };
  };
