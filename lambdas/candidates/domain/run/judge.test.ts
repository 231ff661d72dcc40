import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRun } from './judge.ts';

const brake = { maxRejectShare: 0.05, maxPassRateDeparture: 0.15, recentRuns: 7, releaseWithinHours: 8 };
const runOf = (figures: { rejected?: number; passed?: number; drift?: string[]; earlier?: number[] }) => {
  const { rejected = 0, passed = 400, drift, earlier = [0.4, 0.41, 0.39] } = figures;
  const split = { rows: 1000, accepted: 1000 - rejected, rejected, reasons: {}, ...(drift && { drift }) };
  return { split, decisions: { candidates: 1000 - rejected, passed }, earlierPassRates: earlier };
};
const severity = { proceed: 0, hold: 1, fail: 2 };

describe('judgeRun', () => {
  it('lets a usual run proceed', () => {
    const { verdict, brake: saw } = judgeRun(runOf({}), brake);
    expect(verdict).toBe('proceed');
    expect(saw).toMatchObject({ on: true, earlierRuns: 3, usualPassRate: expect.closeTo(0.4) });
  });

  it('fails a run with more malformed rows than the program allows, not one with just as many', () => {
    expect(judgeRun(runOf({ rejected: 50 }), brake).verdict).toBe('proceed');
    const judged = judgeRun(runOf({ rejected: 51 }), brake);
    expect(judged.verdict).toBe('fail');
    expect(judged.reasons[0]).toMatch(/5\.1 % of the rows are malformed \(51 of 1000\).*allows 5\.0 %/);
  });

  it('holds a run whose pass rate departs from the usual, up or down', () => {
    expect(judgeRun(runOf({ passed: 540 }), brake).verdict).toBe('proceed');
    for (const passed of [560, 240]) expect(judgeRun(runOf({ passed }), brake).verdict).toBe('hold');
  });

  it('says that the brake is off under three earlier runs', () => {
    const judged = judgeRun(runOf({ passed: 900, earlier: [0.4, 0.4] }), brake);
    expect(judged).toMatchObject({ verdict: 'proceed', brake: { on: false, earlierRuns: 2 } });
    expect(judged.reasons.join()).toMatch(/brake is off: 2 of 3/);
  });

  it('looks at the most recent runs only', () => {
    const earlier = [0.8, 0.8, 0.8, 0.1, 0.1];
    expect(judgeRun(runOf({ passed: 800, earlier }), { ...brake, recentRuns: 3 }).verdict).toBe('proceed');
  });

  it('tells of a column that looked wrong in a part, and fails no run for it', () => {
    const judged = judgeRun(runOf({ drift: ['column "reviewed" is wrong in every row'] }), brake);
    expect(judged).toMatchObject({ verdict: 'proceed', reasons: [expect.stringContaining('column "reviewed"')] });
  });

  it('holds a sudden silence, and lets an empty first run proceed', () => {
    const empty = {
      split: { rows: 0, accepted: 0, rejected: 0, reasons: {} },
      decisions: { candidates: 0, passed: 0 },
    };
    expect(judgeRun({ ...empty, earlierPassRates: [0.4, 0.4, 0.4] }, brake).verdict).toBe('hold');
    const first = judgeRun({ ...empty, earlierPassRates: [] }, brake);
    expect(first).toMatchObject({ verdict: 'proceed', rejectShare: 0, passRate: 0 });
    expect(first.reasons).toContain('The extract was empty.');
  });

  it('never judges more mildly when more rows are malformed', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (a, b, passed) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)];
        const verdictOf = (rejected: number) =>
          severity[judgeRun({ ...runOf({ rejected }), decisions: { candidates: 500, passed } }, brake).verdict];
        expect(verdictOf(more)).toBeGreaterThanOrEqual(verdictOf(fewer));
      }),
    );
  });

  it('never judges more mildly when the pass rate departs further in the same direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 1000 }), fc.integer({ min: 400, max: 1000 }), (a, b) => {
        const verdictOf = (passed: number) => severity[judgeRun(runOf({ passed }), brake).verdict];
        expect(verdictOf(Math.max(a, b))).toBeGreaterThanOrEqual(verdictOf(Math.min(a, b)));
      }),
    );
  });
});
