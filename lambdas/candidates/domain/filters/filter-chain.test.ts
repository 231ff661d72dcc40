import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCandidate, goodFacts } from '../../../../test/support/a-candidate.ts';
import { type FilterStep, filterStepSchema } from '../../../shared/programs/filter-step-schema.ts';
import type { Candidate } from '../candidate.ts';
import type { Facts, Grant } from '../facts.ts';
import { compileChain, factNeeds } from './compile-chain.ts';
import { filterChunk } from './filter-chain.ts';

const step = (type: FilterStep['type'], order: number, parameters?: object): FilterStep =>
  filterStepSchema.parse({ filterId: type, type, order, ...(parameters && { parameters }) });
const cap = (maxRequestsPerMonth: number, order = 3) => step('frequency-cap', order, { maxRequestsPerMonth });
const chainOf = (...filterChain: FilterStep[]) =>
  compileChain({ programId: 'product-reviews', marketplaces: ['US', 'DE'], filterChain });
const whole = chainOf(step('trust', 1), step('eligibility', 2), cap(3));
const run = { runId: 'product-reviews:2026-11-20:001', programHash: 'hash', asOf: '2026-11-21T00:00:00.000Z' };

const decide = (candidates: Candidate[], facts: Facts = goodFacts(), chain = whole) =>
  filterChunk(chain, { candidates, factsFor: () => facts }, run);
const decideOne = (candidate: Partial<Candidate>, facts: Facts = {}, chain = whole) =>
  decide([aCandidate(candidate)], goodFacts(facts), chain).records[0];
const granted = (...at: string[]): Facts => ({
  contact: {
    customerId: 'customer-1',
    optOuts: [],
    grants: at.map(
      (time): Grant => ({ at: time, programId: 'product-reviews', channel: 'email', notificationId: time }),
    ),
  },
});

describe('the verdicts of one candidate', () => {
  it('passes with a verdict of every filter and the facts each used', () => {
    expect(decideOne({})).toEqual({
      ...{ runId: run.runId, programHash: 'hash', decidedAt: run.asOf, candidate: aCandidate(), outcome: 'passed' },
      verdicts: [
        {
          ...{ filterId: 'trust', type: 'trust', passed: true, reason: 'trusted' },
          facts: { customerStatus: 'active', flagged: false, purchased: true, refunded: false },
        },
        {
          ...{ filterId: 'eligibility', type: 'eligibility', passed: true, reason: 'eligible' },
          facts: { marketplace: 'US', optedOut: false, productOpen: true, reviewed: false },
        },
        {
          ...{ filterId: 'frequency-cap', type: 'frequency-cap', passed: true, reason: 'under-cap' },
          facts: { grantsIn30Days: 0, passedEarlier: 0, maxRequestsPerMonth: 3 },
        },
      ],
    });
  });

  const customer = { customerId: 'customer-1', status: 'active', flagged: false } as const;
  const attributes = (changed: Candidate['attributes']) => ({ attributes: changed });
  it.each<[string, string, Partial<Candidate>, Facts]>([
    ['trust', 'customer-not-active', {}, { customer: { ...customer, status: 'suspended' } }],
    ['trust', 'customer-flagged', {}, { customer: { ...customer, flagged: true } }],
    ['trust', 'not-purchased', attributes({ purchased: false }), {}],
    ['trust', 'purchase-unknown', attributes({ purchased: null }), {}],
    ['trust', 'refunded', attributes({ refunded: true }), {}],
    ['trust', 'refund-unknown', attributes({ refunded: null }), {}],
    ['eligibility', 'marketplace-not-enabled', { marketplace: 'JP' }, {}],
    ['eligibility', 'opted-out', {}, { contact: { customerId: 'c', optOuts: ['all'], grants: [] } }],
    ['eligibility', 'opted-out', {}, { contact: { customerId: 'c', optOuts: ['product-reviews'], grants: [] } }],
    ['eligibility', 'product-closed', {}, { product: { productId: 'product-1', openForReviews: false } }],
    ['eligibility', 'already-reviewed', attributes({ reviewed: true }), {}],
    ['eligibility', 'review-unknown', attributes({ reviewed: null }), {}],
  ])('%s rejects with %s', (filter, reason, candidate, facts) => {
    const record = decideOne(candidate, facts);
    expect(record).toMatchObject({ outcome: 'rejected', rejectedBy: filter, reason });
    expect(record?.verdicts.at(-1)).toMatchObject({ filterId: filter, passed: false, reason });
  });

  it('tells an unknown customer and product from closed ones', () => {
    const { customer: _customer, ...unknown } = goodFacts();
    expect(decide([aCandidate()], unknown).records[0]).toMatchObject({ reason: 'customer-unknown' });
    const { product: _product, ...unlisted } = goodFacts();
    expect(decide([aCandidate()], unlisted).records[0]).toMatchObject({ reason: 'product-unknown' });
  });

  it('takes a customer without a policy item for one who never opted out', () => {
    const { contact: _contact, ...facts } = goodFacts();
    expect(decide([aCandidate()], facts).records[0]?.outcome).toBe('passed');
  });

  it('minds opt-outs of this program only', () => {
    const facts = { contact: { customerId: 'c', optOuts: ['another-program'], grants: [] } };
    expect(decideOne({}, facts)?.outcome).toBe('passed');
  });
});

describe('orders', () => {
  it('ends the chain at a reject: later orders are not asked', () => {
    const record = decideOne({ attributes: { purchased: false, reviewed: true } });
    expect(record?.verdicts.map(({ filterId }) => filterId)).toEqual(['trust']);
  });

  it('asks all filters of one order, and names the first that rejected', () => {
    const together = chainOf(step('trust', 1), step('eligibility', 1), cap(3, 2));
    const record = decideOne({ attributes: { purchased: false, reviewed: true } }, {}, together);
    expect(record?.verdicts.map(({ reason }) => reason)).toEqual(['not-purchased', 'already-reviewed']);
    expect(record).toMatchObject({ rejectedBy: 'trust', reason: 'not-purchased' });
  });

  it('follows the orders, not the sequence in the file', () => {
    const record = decideOne({}, {}, chainOf(cap(3), step('eligibility', 2), step('trust', 1)));
    expect(record?.verdicts.map(({ filterId }) => filterId)).toEqual(['trust', 'eligibility', 'frequency-cap']);
  });

  it('looks up only the facts that its checks need', () => {
    const filterChain = [
      step('trust', 1, { checks: ['purchased'] }),
      step('eligibility', 2, { checks: ['product-open'] }),
    ];
    expect(factNeeds({ filterChain })).toEqual(['product']);
    expect(whole.needs).toEqual(['customer', 'contact', 'product']);
  });
});

describe('the attribute filter', () => {
  const spending = (parameters: object) => chainOf(step('attribute', 1, { attribute: 'spent', ...parameters }));
  it.each<[object, Candidate['attributes'][string], string]>([
    [{ atLeast: 10 }, 10, 'attribute-accepted'],
    [{ atLeast: 10 }, 9.99, 'below-minimum'],
    [{ atMost: 10 }, 10.01, 'above-maximum'],
    [{ atLeast: 1, atMost: 2 }, 2, 'attribute-accepted'],
    [{ atLeast: 10 }, null, 'attribute-missing'],
    [{ atLeast: 10 }, '11', 'attribute-not-a-number'],
    [{ oneOf: ['gold', 'silver'] }, 'gold', 'attribute-accepted'],
    [{ oneOf: ['gold', 'silver'] }, 'tin', 'not-one-of'],
  ])('%o of %s: %s', (parameters, spent, reason) => {
    const record = decideOne({ attributes: { spent } }, {}, spending(parameters));
    expect(record?.verdicts[0]).toMatchObject({ reason, facts: { spent } });
  });
});

describe('the window of the cap', () => {
  it.each([
    ['2026-10-22T00:00:00.000Z', 1],
    ['2026-10-21T23:59:59.999Z', 0],
    ['2026-11-20T23:59:59.999Z', 1],
    ['2026-11-21T00:00:00.000Z', 0],
    ['2026-11-21T01:30:00+02:00', 1],
  ])('a grant at %s counts %i', (at, counted) => {
    expect(decideOne({}, granted(at))?.verdicts.at(-1)?.facts.grantsIn30Days).toBe(counted);
  });

  it('does not count grants of other programs', () => {
    const grants = [{ at: '2026-11-19T00:00:00.000Z', programId: 'win-back', channel: 'sms', notificationId: 'n' }];
    const facts = { contact: { customerId: 'c', optOuts: [], grants } };
    expect(decideOne({}, facts)?.verdicts.at(-1)?.facts.grantsIn30Days).toBe(0);
  });
});

describe('candidates of one customer in one run', () => {
  it('lets the latest deliveries use up the cap, then by product', () => {
    const at = (subject: string, day: number) => aCandidate({ subject, eventTime: `2026-11-${day}T10:00:00.000Z` });
    const { records } = decide(
      [at('a', 17), at('d', 18), at('c', 18), at('b', 19)],
      goodFacts(granted('2026-11-01T00:00:00.000Z')),
    );
    expect(records.map(({ candidate, outcome }) => [candidate.subject, outcome])).toEqual([
      ['b', 'passed'],
      ['c', 'passed'],
      ['d', 'rejected'],
      ['a', 'rejected'],
    ]);
  });

  it('keeps the latest of several rows about one product', () => {
    const early = aCandidate({ occasion: 'order-1', eventTime: '2026-11-18T10:00:00.000Z' });
    const late = aCandidate({ occasion: 'order-2', eventTime: '2026-11-19T10:00:00Z' });
    for (const rows of [
      [early, late],
      [late, early],
    ]) {
      const { records, duplicates } = decide(rows);
      expect(records.map(({ candidate }) => candidate.occasion)).toEqual(['order-2']);
      expect(duplicates).toBe(1);
    }
  });
});

const anyCandidate = fc
  .record({
    customerId: fc.constantFrom('c1', 'c2', 'c3'),
    subject: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'),
    eventTime: fc.integer({ min: 0, max: 5 }).map((hour) => `2026-11-19T0${hour}:00:00.000Z`),
    occasion: fc.constantFrom('o1', 'o2'),
    refunded: fc.boolean(),
  })
  .map(({ refunded, ...rest }) => aCandidate({ ...rest, attributes: { refunded } }));
const byContent = (records: readonly object[]) => records.map((record) => JSON.stringify(record)).sort();

describe('whatever the chunk', () => {
  const grants = fc.integer({ min: 0, max: 4 });
  const max = fc.integer({ min: 1, max: 4 });

  it('never lets more pass than the cap allows, and nobody more than once a product', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 40 }), grants, max, (candidates, earlier, limit) => {
        const facts = goodFacts(granted(...Array.from({ length: earlier }, () => '2026-11-10T00:00:00.000Z')));
        const { records } = decide(candidates, facts, chainOf(step('trust', 1), cap(limit)));
        for (const customer of ['c1', 'c2', 'c3']) {
          const own = records.filter(({ candidate }) => candidate.customerId === customer);
          const passed = own.filter(({ outcome }) => outcome === 'passed').length;
          expect(passed === 0 || passed + earlier <= limit).toBe(true);
          expect(new Set(own.map(({ candidate }) => candidate.subject)).size).toBe(own.length);
        }
      }),
    );
  });

  it('decides the same in any order of rows, and in any chunks of whole customers', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (candidates, random) => {
        const shuffled = candidates
          .map((candidate) => ({ candidate, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ candidate }) => candidate);
        const once = decide(candidates).records;
        expect(byContent(decide(shuffled).records)).toEqual(byContent(once));
        const chunks = ['c1', 'c2', 'c3'].map((id) => shuffled.filter(({ customerId }) => customerId === id));
        expect(byContent(chunks.flatMap((chunk) => decide(chunk).records))).toEqual(byContent(once));
      }),
    );
  });

  it('accounts for every row', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 40 }), (candidates) => {
        const { records, duplicates } = decide(candidates);
        expect(records.length + duplicates).toBe(candidates.length);
      }),
    );
  });
});
