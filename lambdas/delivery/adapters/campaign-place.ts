// Where a campaign stands among those of its program, and the token that says so to callers.
import { InvalidInputError } from '../../shared/errors.ts';
import type { Campaign } from '../domain/campaign/campaign.ts';

/** Text order is the order of planning: the sort key in table `campaigns`. */
export const campaignPlace = ({ plannedAt, campaignId }: Pick<Campaign, 'plannedAt' | 'campaignId'>): string =>
  `${plannedAt}#${campaignId}`;

export const campaignToken = (place: string): string => Buffer.from(place).toString('base64url');

/** @throws InvalidInputError for what `campaignToken` never made */
export const placeOfToken = (token: string): string => {
  const place = Buffer.from(token, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z#.+$/.test(place)) return place;
  throw new InvalidInputError('nextToken is not one that campaigns gave out', {
    whatToDo: 'Ask for the first page without nextToken.',
  });
};
