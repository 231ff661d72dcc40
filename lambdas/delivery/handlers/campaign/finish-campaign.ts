import * as z from 'zod';
import { logger } from '../../../shared/logger.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import type { CampaignBook } from '../../ports.ts';
import { recordCampaigns } from './campaign-records.ts';
import { parseStep, planSchema } from './step-inputs.ts';

export type FinishCampaignDeps = { campaigns: Pick<CampaignBook, 'put'> };

/** Ends the planning: from here on the ledger has the campaign. The records are the execution's output. */
export const createFinishCampaign =
  ({ campaigns }: FinishCampaignDeps) =>
  async (event: unknown): Promise<{ campaigns: Campaign[] }> => {
    const { plan } = parseStep(z.object({ plan: planSchema }), event);
    const records = await recordCampaigns(campaigns, plan, 'planned');
    logger.info('campaign planned', {
      runId: plan.runId,
      dryRun: plan.dryRun,
      planned: records.reduce((sum, { planned }) => sum + planned, 0),
      refused: records.reduce((sum, { refused }) => sum + refused, 0),
    });
    return { campaigns: records };
  };
