import type { Campaign } from '../domain/campaign/campaign.ts';
import type { CampaignBook } from '../ports.ts';
import { campaignPlace, campaignToken, placeOfToken } from './campaign-place.ts';

/** The fake of CampaignBook. */
export const memoryCampaignBook = (): CampaignBook => {
  const kept = new Map<string, Campaign>();
  const newestFirst = (): Campaign[] =>
    [...kept.values()]
      .sort((a, b) => (campaignPlace(a) < campaignPlace(b) ? 1 : -1))
      .map((one) => structuredClone(one));
  return {
    put: async (campaign) => void kept.set(campaignPlace(campaign), structuredClone(campaign)),
    get: async (campaignId) => newestFirst().find((campaign) => campaign.campaignId === campaignId),
    list: async (programId, { limit, nextToken }) => {
      const before = nextToken === undefined ? undefined : placeOfToken(nextToken);
      const own = newestFirst().filter((campaign) => campaign.programId === programId);
      const left = own.filter((one) => before === undefined || campaignPlace(one) < before);
      const items = left.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(left.length > limit && last && { nextToken: campaignToken(campaignPlace(last)) }) };
    },
  };
};
