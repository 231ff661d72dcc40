// What every FactSource and FeatureStore must do. The harness seeds them, for the ports only read.
import { expect, it } from 'vitest';
import type {
  ContactFacts,
  CustomerFacts,
  FeatureFacts,
  ProductFacts,
  SupportFacts,
} from '../../lambdas/candidates/domain/facts.ts';
import type { FactSource, FeatureStore } from '../../lambdas/candidates/ports.ts';

export type SeededFacts = {
  customers: CustomerFacts[];
  products: ProductFacts[];
  contacts: ContactFacts[];
  support: SupportFacts[];
  engagement: ReadonlyMap<string, FeatureFacts>;
};

/** @param prefix makes ids unique where tables are shared */
export const factSourceContract = (open: (facts: SeededFacts) => Promise<FactSource>, prefix: string): void => {
  const gone = { status: 'closed', closedAt: '2026-11-03T10:00:00.000Z' } as const;
  const customers = Array.from({ length: 130 }, (_, n) => ({
    customerId: `${prefix}-c${n}`,
    ...(n === 7 ? gone : { status: 'active' as const }),
    flagged: n % 2 === 0,
  }));
  const products = [{ productId: `${prefix}-p0`, openForReviews: true, title: 'Käse 🧀' }];
  const grants = [{ at: '2026-11-01T10:00:00.000Z', programId: 'reviews', channel: 'email', notificationId: 'n-1' }];
  const contacts = [{ customerId: `${prefix}-c0`, optOuts: ['all'], grants }];
  const openTickets = [{ ticketId: 't-1', openedAt: '2026-11-01T10:00:00.000Z' }];
  const resolved = [{ issueType: 'app_crash', at: '2026-11-02T10:00:00.000Z' }];
  const support = [{ customerId: `${prefix}-c0`, openTickets, resolved }];
  const engagement = new Map([[`${prefix}-c0`, { lifetime_value: 5_000 }]]);
  const facts = { customers, products, contacts, support, engagement };

  it('gives facts by id, over more than one call’s worth, ids repeated or not', async () => {
    const source = await open(facts);
    const ids = customers.map(({ customerId }) => customerId);
    const found = await source.customers([...ids, ...ids, `${prefix}-nobody`]);
    expect(new Map(found)).toEqual(new Map(customers.map((one) => [one.customerId, one])));
    expect(new Map(await source.products([`${prefix}-p0`, `${prefix}-p1`]))).toEqual(
      new Map([[`${prefix}-p0`, products[0]]]),
    );
    expect(new Map(await source.contacts([ids[0] ?? '', ids[1] ?? '']))).toEqual(new Map([[ids[0], contacts[0]]]));
  });

  it('gives what support and the feature store know of customers', async () => {
    const source = await open(facts);
    const ids = [`${prefix}-c0`, `${prefix}-c1`, `${prefix}-c0`];
    expect(new Map(await source.support(ids))).toEqual(new Map([[ids[0], support[0]]]));
    expect(new Map(await source.features(ids))).toEqual(engagement);
  });

  it('asks nothing for nothing', async () => {
    expect((await (await open(facts)).customers([])).size).toBe(0);
  });
};

export type SeededFeatures = { entity: string; featureGroup: string; values: Record<string, number> }[];

export const featureStoreContract = (open: (groups: SeededFeatures) => Promise<FeatureStore>, prefix: string): void => {
  it('joins the asked groups of an entity, and only those', async () => {
    const entity = `customer#${prefix}-1`;
    const store = await open([
      { entity, featureGroup: 'engagement', values: { opens: 3 } },
      { entity, featureGroup: 'trust', values: { trust_score: 0.5 } },
      { entity, featureGroup: 'unasked', values: { noise: 1 } },
      { entity: `product#${prefix}-1`, featureGroup: 'engagement', values: { price: 12.5 } },
    ]);
    const customer = { entity: 'customer', id: `${prefix}-1` } as const;
    const found = await store.fetch([
      { ...customer, group: 'engagement' },
      { ...customer, group: 'trust' },
      { ...customer, group: 'trust' },
      { entity: 'product', id: `${prefix}-1`, group: 'engagement' },
      { entity: 'product', id: `${prefix}-2`, group: 'engagement' },
    ]);
    expect(new Map(found)).toEqual(
      new Map([
        [entity, { opens: 3, trust_score: 0.5 }],
        [`product#${prefix}-1`, { price: 12.5 }],
      ]),
    );
  });
};
