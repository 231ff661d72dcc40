import type { ContactFacts, CustomerFacts, FeatureFacts, ProductFacts, SupportFacts } from '../domain/facts.ts';
import type { FactSource } from '../ports.ts';

export type MemoryFacts = {
  customers?: readonly CustomerFacts[];
  products?: readonly ProductFacts[];
  contacts?: readonly ContactFacts[];
  support?: readonly SupportFacts[];
  engagement?: ReadonlyMap<string, FeatureFacts>;
};

const picked = <T>(all: ReadonlyMap<string, T>, ids: readonly string[]): ReadonlyMap<string, T> =>
  new Map(
    ids.flatMap((id) => {
      const found = all.get(id);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );

/** The fake of FactSource. */
export const memoryFactSource = (facts: MemoryFacts): FactSource => {
  const { customers = [], products = [], contacts = [], support = [], engagement = new Map() } = facts;
  const byCustomer = new Map(customers.map((facts) => [facts.customerId, facts]));
  const byProduct = new Map(products.map((facts) => [facts.productId, facts]));
  const contactsOf = new Map(contacts.map((facts) => [facts.customerId, facts]));
  const supportOf = new Map(support.map((facts) => [facts.customerId, facts]));
  return {
    customers: async (ids) => picked(byCustomer, ids),
    products: async (ids) => picked(byProduct, ids),
    contacts: async (ids) => picked(contactsOf, ids),
    support: async (ids) => picked(supportOf, ids),
    features: async (ids) => picked(engagement, ids),
  };
};
