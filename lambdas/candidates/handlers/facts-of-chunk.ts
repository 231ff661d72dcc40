import type { Candidate } from '../domain/candidate.ts';
import type { FactKind, Facts } from '../domain/facts.ts';
import type { FactSource } from '../ports.ts';

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Looks up, once for a whole chunk, the kinds of facts its filters need.
 * @returns the facts of one candidate; product facts belong to the candidate's subject
 */
export const factsOfChunk = async (
  source: FactSource,
  needs: readonly FactKind[],
  candidates: readonly Candidate[],
): Promise<(candidate: Candidate) => Facts> => {
  const customerIds = [...new Set(candidates.map(({ customerId }) => customerId))];
  const subjects = [...new Set(candidates.map(({ subject }) => subject))];
  const [customers, products, contacts, supports, engagements] = await Promise.all([
    needs.includes('customer') ? source.customers(customerIds) : nothing,
    needs.includes('product') ? source.products(subjects) : nothing,
    needs.includes('contact') ? source.contacts(customerIds) : nothing,
    needs.includes('support') ? source.support(customerIds) : nothing,
    needs.includes('features') ? source.features(customerIds) : nothing,
  ]);
  return ({ customerId, subject }) => {
    const customer = customers.get(customerId);
    const product = products.get(subject);
    const contact = contacts.get(customerId);
    const support = supports.get(customerId);
    const features = engagements.get(customerId);
    return {
      ...{ ...(customer && { customer }), ...(product && { product }), ...(contact && { contact }) },
      ...{ ...(support && { support }), ...(features && { features }) },
    };
  };
};
