import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../../test/support/a-candidate.ts';
import type { DecisionRecord } from '../decision.ts';
import {
  addDecisionCounts,
  addSplitCounts,
  noDecisionCounts,
  totalDecisionCounts,
  totalSplitCounts,
} from './add-counts.ts';
import { countDecisions } from './decision-counts.ts';
import { count } from './tally.ts';

const base = {
  runId: 'r',
  programHash: 'h',
  decidedAt: '2026-11-21T00:00:00.000Z',
  candidate: aCandidate(),
  verdicts: [],
};
const rejected = fc
  .tuple(fc.constantFrom('trust', 'cap'), fc.constantFrom('refunded', 'cap-reached'))
  .map(([rejectedBy, reason]): DecisionRecord => ({ ...base, outcome: 'rejected', rejectedBy, reason }));
const scored = fc
  .record({ value: fc.double({ min: 0, max: 1, noNaN: true }), fallback: fc.boolean(), cached: fc.boolean() })
  .map(({ value, fallback, cached }): DecisionRecord => {
    const band = value >= 0.7 ? 'high' : value >= 0.4 ? 'medium' : 'low';
    const how = { scoredBy: fallback ? 'constant://0.5' : 'model://m', modelVersion: '1', fallback, cached };
    return {
      ...base,
      outcome: 'scored',
      score: { value, band, ...how, features: {}, defaulted: value > 0.5 ? ['price'] : [] },
    };
  });
const chunk = fc.array(fc.oneof(rejected, scored), { maxLength: 20 });
const countsOf = (records: DecisionRecord[]) =>
  countDecisions(records, { duplicates: 2, cacheLookups: records.length });
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('counters of a run', () => {
  it('add up at every stage', () => {
    fc.assert(
      fc.property(chunk, (records) => {
        const counts = countsOf(records);
        expect(counts.rows).toBe(counts.candidates + counts.duplicates);
        expect(counts.candidates).toBe(counts.passed + sum(Object.values(counts.rejectedBy)));
        expect(sum(Object.values(counts.reasons))).toBe(sum(Object.values(counts.rejectedBy)));
        for (const tally of [counts.bands, counts.histogram, counts.scoredBy])
          expect(sum(Object.values(tally))).toBe(counts.passed);
      }),
    );
  });

  it('give the same total however the records are cut into chunks and whichever chunk comes first', () => {
    fc.assert(
      fc.property(chunk, chunk, chunk, (a, b, c) => {
        const [x, y, z] = [countsOf(a), countsOf(b), countsOf(c)];
        expect(addDecisionCounts(addDecisionCounts(x, y), z)).toEqual(addDecisionCounts(x, addDecisionCounts(y, z)));
        expect(addDecisionCounts(x, y)).toEqual(addDecisionCounts(y, x));
        expect(addDecisionCounts(x, noDecisionCounts())).toEqual(x);
        const whole = countDecisions([...a, ...b, ...c], {
          duplicates: 6,
          cacheLookups: a.length + b.length + c.length,
        });
        expect(totalDecisionCounts([x, y, z])).toEqual(whole);
      }),
    );
  });

  it('put 0 into the first bin of the histogram and 1 into the last', () => {
    const at = (value: number) =>
      fc.sample(scored, 1).map((record) => ({ ...record, score: { ...record.score, value } }));
    expect(countsOf(at(0) as DecisionRecord[]).histogram[0]).toBe(1);
    expect(countsOf(at(1) as DecisionRecord[]).histogram[19]).toBe(1);
  });

  it('keep every drifted column once', () => {
    const part = (drift?: string[]) => ({ rows: 1, accepted: 1, rejected: 0, reasons: {}, ...(drift && { drift }) });
    expect(addSplitCounts(part(['b']), part(['a', 'b'])).drift).toEqual(['a', 'b']);
    expect(totalSplitCounts([part(), part()])).toEqual({ rows: 2, accepted: 2, rejected: 0, reasons: {} });
  });

  it('count names that objects already have', () => {
    const tally: Record<string, number> = {};
    count(tally, 'constructor');
    count(tally, 'constructor', 2);
    expect(Object.entries(tally)).toEqual([['constructor', 3]]);
  });
});
