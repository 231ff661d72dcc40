// The rules of product-reviews for json-rules-engine: one rule a check, the same facts, the same reasons.
import { Engine } from 'json-rules-engine';
import type { Judged } from './filter-candidates.ts';

type Condition = { fact: string; operator: string; value: unknown };
const windowFrom = '2026-10-21T00:00:00.000Z';

const rejects: [string, Condition][] = [
  ['customer-not-active', { fact: 'customerStatus', operator: 'notEqual', value: 'active' }],
  ['customer-flagged', { fact: 'flagged', operator: 'equal', value: true }],
  ['not-purchased', { fact: 'purchased', operator: 'equal', value: false }],
  ['refunded', { fact: 'refunded', operator: 'equal', value: true }],
  ['marketplace-not-enabled', { fact: 'marketplace', operator: 'notIn', value: ['US', 'UK', 'DE', 'FR', 'JP'] }],
  ['opted-out', { fact: 'optOuts', operator: 'contains', value: 'product-reviews' }],
  ['product-closed', { fact: 'productOpen', operator: 'equal', value: false }],
  ['already-reviewed', { fact: 'reviewed', operator: 'equal', value: true }],
  ['cap-reached', { fact: 'requests', operator: 'greaterThanInclusive', value: 3 }],
];
/** As the chain has it: trust first, then eligibility, then the cap; a reject ends the chain. */
const priorityOf = (index: number): number => (index < 4 ? 3 : index < 8 ? 2 : 1);

export const rulesEngine = (): Engine => {
  const engine = new Engine();
  for (const [index, [reason, condition]] of rejects.entries()) {
    engine.addRule({
      conditions: { all: [condition] },
      event: { type: reason },
      priority: priorityOf(index),
    });
  }
  return engine;
};

/** @returns whether the rules let the candidate pass, given how many of its customer passed before */
export const passes = async (engine: Engine, { candidate, facts }: Judged, passedEarlier: number): Promise<boolean> => {
  const grants = facts.contact?.grants ?? [];
  const inWindow = grants.filter((grant) => grant.at >= windowFrom).length;
  const { failureResults } = await engine.run({
    customerStatus: facts.customer?.status,
    flagged: facts.customer?.flagged,
    purchased: candidate.attributes.purchased,
    refunded: candidate.attributes.refunded,
    reviewed: candidate.attributes.reviewed,
    marketplace: candidate.marketplace,
    optOuts: facts.contact?.optOuts,
    productOpen: facts.product?.openForReviews,
    requests: inWindow + passedEarlier,
  });
  return failureResults.length === rejects.length;
};
