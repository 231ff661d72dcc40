import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OutcomeCounts, uplift } from './uplift.ts';

const counts: fc.Arbitrary<OutcomeCounts> = fc
  .integer({ min: 1, max: 100_000 })
  .chain((customers) => fc.record({ customers: fc.constant(customers), converted: fc.nat(customers) }));

describe('uplift', () => {
  // Newcombe 1998, table II, method 10: published intervals, to four places.
  it.each([
    [{ converted: 56, customers: 70 }, { converted: 48, customers: 80 }, 0.0524, 0.3339],
    [{ converted: 9, customers: 10 }, { converted: 3, customers: 10 }, 0.1705, 0.809],
    [{ converted: 6, customers: 7 }, { converted: 2, customers: 7 }, 0.0582, 0.8062],
    [{ converted: 5, customers: 56 }, { converted: 0, customers: 29 }, -0.0381, 0.1926],
    [{ converted: 0, customers: 10 }, { converted: 0, customers: 20 }, -0.1611, 0.2775],
    [{ converted: 10, customers: 10 }, { converted: 0, customers: 20 }, 0.6791, 1],
  ])('of %o over %o is as published', (contacted, holdout, low, high) => {
    const found = uplift(contacted, holdout);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('lies in its interval, and the interval within what a difference can be', () => {
    fc.assert(
      fc.property(counts, counts, (contacted, holdout) => {
        const { difference = Number.NaN, low = Number.NaN, high = Number.NaN } = uplift(contacted, holdout);
        expect(low).toBeLessThanOrEqual(difference + 1e-12);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('turns round with its groups', () => {
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const [there, back] = [uplift(one, two), uplift(two, one)];
        expect(there.low).toBeCloseTo(-(back.high as number), 10);
        expect(there.high).toBeCloseTo(-(back.low as number), 10);
      }),
    );
  });

  it('grows surer with more customers of the same rates', () => {
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 2, max: 10 }), (one, two, times) => {
        const more = ({ customers, converted }: OutcomeCounts) => ({
          customers: customers * times,
          converted: converted * times,
        });
        const width = (found: ReturnType<typeof uplift>) => (found.high as number) - (found.low as number);
        expect(width(uplift(more(one), more(two)))).toBeLessThan(width(uplift(one, two)) + 1e-12);
      }),
    );
  });

  it('says nothing about a difference while a group is empty', () => {
    const found = uplift({ customers: 10, converted: 5 }, { customers: 0, converted: 0 });
    expect(found).toMatchObject({ contactedRate: 0.5 });
    expect(found).not.toHaveProperty('difference');
    expect(found).not.toHaveProperty('holdoutRate');
  });
});
