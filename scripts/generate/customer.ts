// Who buys. Everything about a customer follows from the seed and its number.
import { evenSpread, shareOf } from './even-spread.ts';
import { type Random, randomFor } from './random.ts';
import { customerShares, deliveriesPerCustomer, featureShares, marketplaceShares } from './world-parameters.ts';

export type Engagement = { engagement_score: number; review_history: number; trust_score: number };
export type GeneratedCustomer = {
  number: number;
  customerId: string;
  known: boolean;
  status: 'active' | 'suspended' | 'closed';
  flagged: boolean;
  marketplace: string;
  engagement: Engagement;
  /** What the feature store holds of it: all, some, or nothing. */
  storedEngagement: Partial<Engagement>;
  deliveries: number;
};

/** The customer that orders by the pallet: a whole-customer chunk has to hold it. */
export const bigCustomerNumber = 0;

// Ids come from many shops: some with accents, other scripts, emoji, decomposed letters or right-to-left marks.
const oddIds = ['Ünïcode', 'お客様', 'клиент', '😀', 'e\u0301te', '\u200fزبون', 'a b', "O'Neil", 'ﬁ'];

const idOf = (number: number, random: Random): string => {
  const plain = `C${String(number).padStart(7, '0')}`;
  return random.chance(0.002) ? `${random.pick(oddIds)}-${plain}` : plain;
};

const marketplaceOf = (draw: number): string => {
  const index = shareOf(
    draw,
    marketplaceShares.map(([, share]) => share),
  );
  return (marketplaceShares[index] ?? marketplaceShares[0])[0];
};

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** Engagement and trust in [0, 1]; review history is a count of reviews written so far. */
const engagementOf = (random: Random): Engagement => ({
  engagement_score: rounded((random.next() + random.next()) / 2, 4),
  review_history: Math.min(40, Math.floor(-Math.log(1 - random.next()) * 3)),
  trust_score: rounded(1 - 0.6 * random.next() ** 2, 4),
});

const storedOf = (engagement: Engagement, random: Random): Partial<Engagement> => {
  if (random.chance(featureShares.withoutEngagement)) return {};
  if (!random.chance(featureShares.withoutTrustScore)) return engagement;
  return { engagement_score: engagement.engagement_score, review_history: engagement.review_history };
};

type Standing = Pick<GeneratedCustomer, 'known' | 'status'>;

const standingOf = (draw: number): Standing => {
  const { unknown, closed, suspended } = customerShares;
  const standings = ['unknown', 'closed', 'suspended', 'active'] as const;
  const standing = standings[shareOf(draw, [unknown, closed, suspended])] ?? 'active';
  return standing === 'unknown' ? { known: false, status: 'active' } : { known: true, status: standing };
};

const deliveriesOf = (draw: number): number =>
  Math.min(deliveriesPerCustomer.most, Math.floor((1 - draw) ** (-1 / deliveriesPerCustomer.exponent)));

/** The customer of a number. */
export const customerOf = (seed: number, number: number): GeneratedCustomer => {
  const random = randomFor(seed, 'customer', number);
  const engagement = engagementOf(random);
  const customer: GeneratedCustomer = {
    number,
    customerId: idOf(number, random),
    ...standingOf(evenSpread(seed, 'standing', number)),
    flagged: evenSpread(seed, 'flagged', number) < customerShares.flagged,
    marketplace: marketplaceOf(evenSpread(seed, 'marketplace', number)),
    engagement,
    storedEngagement: storedOf(engagement, random),
    deliveries: deliveriesOf(evenSpread(seed, 'deliveries', number)),
  };
  if (number !== bigCustomerNumber) return customer;
  return { ...customer, customerId: 'C0000000', known: true, status: 'active', flagged: false, marketplace: 'US' };
};
