import type { Campaign } from '../domain/campaign/campaign.ts';
import type { CampaignBook } from '../ports.ts';

/** The fake of CampaignBook. */
export const memoryCampaignBook = (): CampaignBook => {
  const campaigns = new Map<string, Campaign>();
  return {
    put: async (campaign) => void campaigns.set(campaign.campaignId, structuredClone(campaign)),
    get: async (campaignId) => structuredClone(campaigns.get(campaignId)),
    list: async (programId, { limit, nextToken }) => {
      const own = [...campaigns.values()].filter((campaign) => campaign.programId === programId);
      const left = own.sort(newestFirst).filter((one) => nextToken === undefined || placeOf(one) < nextToken);
      const items = left.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(left.length > limit && last && { nextToken: placeOf(last) }) };
    },
  };
};

const placeOf = ({ plannedAt, campaignId }: Campaign): string => `${plannedAt}#${campaignId}`;
const newestFirst = (a: Campaign, b: Campaign): number => (placeOf(a) < placeOf(b) ? 1 : -1);
