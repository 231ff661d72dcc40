import type { ContactFacts, CustomerFacts, ProductFacts } from '../domain/facts.ts';
import type { FactSource } from '../ports.ts';

export type MemoryFacts = {
  customers?: readonly CustomerFacts[];
  products?: readonly ProductFacts[];
  contacts?: readonly ContactFacts[];
};

const picked = <T>(all: ReadonlyMap<string, T>, ids: readonly string[]): ReadonlyMap<string, T> =>
  new Map(
    ids.flatMap((id) => {
      const found = all.get(id);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );

/** The fake of FactSource. */
export const memoryFactSource = ({ customers = [], products = [], contacts = [] }: MemoryFacts): FactSource => {
  const byCustomer = new Map(customers.map((facts) => [facts.customerId, facts]));
  const byProduct = new Map(products.map((facts) => [facts.productId, facts]));
  const contactsOf = new Map(contacts.map((facts) => [facts.customerId, facts]));
  return {
    customers: async (ids) => picked(byCustomer, ids),
    products: async (ids) => picked(byProduct, ids),
    contacts: async (ids) => picked(contactsOf, ids),
  };
};
