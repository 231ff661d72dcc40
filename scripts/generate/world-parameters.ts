// The world's own rates, calibrated (funnel.test.ts holds it) so that the seed's funnel (10 % trust, 20 % eligibility, 30 % cap,
// 40 % pass) and bands (25/50/25) come out of Herald's filters and model. Product code knows none of these.

/** Share of customers by home marketplace; the programs enable the first five. */
export const marketplaceShares = [
  ['US', 0.405],
  ['UK', 0.18],
  ['DE', 0.14],
  ['FR', 0.1],
  ['JP', 0.09],
  ['IN', 0.04],
  ['BR', 0.025],
  ['AU', 0.02],
] as const;

/** Shares of customers. `unknown`: they order, but the customer table has never heard of them. */
export const customerShares = { unknown: 0.006, closed: 0.012, suspended: 0.008, flagged: 0.024 };

/** Shares of deliveries. */
export const deliveryShares = {
  notPurchased: 0.02,
  refunded: 0.034,
  reviewed: 0.068,
  late: 0.03,
  duplicated: 0.006,
  malformed: 0.01,
};

export const productShares = { closed: 0.035, withoutCatalogue: 0.015 };

/** Shares of customers in the contact policy. `grants[n]`: n requests of this program within
 * 30 days of the run; the rest had 3. */
export const contactShares = {
  optedOut: 0.048,
  optedOutOfAll: 0.01,
  grants: [0.66, 0.12, 0.08],
  grantsLongAgo: 0.08,
  grantsOfOthers: 0.1,
  /** Marketing by e-mail; the rest never said. */
  consent: { refused: 0.03, granted: 0.9 },
  withoutEmail: 0.01,
  withPhone: 0.6,
  withoutName: 0.1,
};

/** Deliveries per customer and day: floor(u^(-1/exponent)), at most `most`; mean about 2.3. */
export const deliveriesPerCustomer = { exponent: 1.55, most: 60 };

export const featureShares = { withoutEngagement: 0.02, withoutTrustScore: 0.01 };
