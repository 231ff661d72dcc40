import type { Campaign } from '../../lambdas/delivery/domain/campaign/campaign.ts';

/** A planned e-mail campaign of a run in the US, with overrides. */
export const aCampaignRecord = (overrides: Partial<Campaign> = {}): Campaign => ({
  campaignId: 'product-reviews:2026-11-19:001:US',
  programId: 'product-reviews',
  marketplace: 'US',
  channel: 'email',
  runId: 'product-reviews:2026-11-19:001',
  dryRun: false,
  plannedAt: '2026-11-20T02:30:00.000Z',
  planned: 25,
  refused: 3,
  status: 'planned',
  ...overrides,
});
