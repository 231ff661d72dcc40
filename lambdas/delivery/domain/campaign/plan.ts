import type { ChannelType } from '../notification/notification.ts';

// What the steps of campaign-delivery carry: small; recipients lie in manifests in S3.

/**
 * A campaign's plan as it stands. `limit`: messages it may have over all marketplaces; `counts`: what the gate said so far.
 * `cursor`: where the next round goes on among the candidates; absent at the start. `at`: ISO 8601, when it was planned.
 */
export type CampaignPlan = {
  programId: string;
  programHash: string;
  templateHash: string;
  runId: string;
  channel: ChannelType;
  dryRun: boolean;
  at: string;
  limit: number;
  counts: RoundCounts[];
  round: number;
  exhausted: boolean;
  cursor?: string;
};

/** A manifest of at most a thousand recipients of one marketplace. */
export type ManifestRef = { key: string; campaignId: string; marketplace: string; recipients: number };

/** One line of a manifest: no contact point. */
export type Recipient = {
  customerId: string;
  subject: string;
  occasion: string;
  marketplace: string;
  score: number;
};

/** What the gate said, by marketplace. `granted` counts those the campaign has, from before or now. */
export type RoundCounts = { marketplace: string; granted: number; refused: number };

/** One per run and marketplace: the same run always makes the same campaigns. */
export const campaignIdOf = (runId: string, marketplace: string): string => `${runId}:${marketplace}`;

/** A round takes no more than this, so that its Lambda stays within its time. */
const largestRound = 10_000;

const grantedOf = (counts: readonly RoundCounts[]): number => counts.reduce((sum, { granted }) => sum + granted, 0);

/** How many recipients the next round may take: the places that are left. */
export const placesOf = ({ limit, counts }: Pick<CampaignPlan, 'limit' | 'counts'>): number =>
  Math.max(0, Math.min(largestRound, limit - grantedOf(counts)));

/** The plan after a round; places that the gate refused are free again. */
export const afterRound = (plan: CampaignPlan, round: readonly RoundCounts[]): CampaignPlan => {
  const totals = new Map<string, RoundCounts>();
  for (const { marketplace, granted, refused } of [...plan.counts, ...round]) {
    const sum = totals.get(marketplace) ?? { marketplace, granted: 0, refused: 0 };
    totals.set(marketplace, { marketplace, granted: sum.granted + granted, refused: sum.refused + refused });
  }
  return { ...plan, counts: [...totals.values()] };
};

/**
 * Where nearly everybody is refused (a campaign stopped while it is planned), rounds become many and small. One leaves up
 * to a hundred events in the execution's history, which holds 25,000 (facts: Limits).
 */
const mostRounds = 200;

/** Whether another round would find places and people; the last places may stay empty after `mostRounds`. */
export const goesOn = (plan: CampaignPlan): boolean => !plan.exhausted && placesOf(plan) > 0 && plan.round < mostRounds;
