import type { Campaign } from '../../domain/campaign/campaign.ts';
import type { CampaignPlan, RoundCounts } from '../../domain/campaign/plan.ts';
import { campaignIdOf } from '../../domain/campaign/plan.ts';
import type { CampaignBook } from '../../ports.ts';

/** Puts the records of a plan's campaigns, one per marketplace, with its totals so far. */
export const recordCampaigns = async (
  campaigns: Pick<CampaignBook, 'put'>,
  plan: CampaignPlan,
  status: Campaign['status'],
): Promise<Campaign[]> => {
  const records = plan.counts.map((counts) => recordOf(plan, counts, status));
  await Promise.all(records.map((record) => campaigns.put(record)));
  return records;
};

const recordOf = (plan: CampaignPlan, counts: RoundCounts, status: Campaign['status']): Campaign => ({
  campaignId: campaignIdOf(plan.runId, counts.marketplace),
  programId: plan.programId,
  marketplace: counts.marketplace,
  channel: plan.channel,
  runId: plan.runId,
  dryRun: plan.dryRun,
  plannedAt: plan.at,
  planned: counts.granted,
  refused: counts.refused,
  status,
});
