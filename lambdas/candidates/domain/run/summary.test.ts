import { describe, expect, it } from 'vitest';
import { noDecisionCounts } from './add-counts.ts';
import { athenaCostUsd, runCost } from './cost.ts';
import { type RunCounters, summarise } from './summary.ts';

const decisions = (candidates: number, passed: number) => ({
  ...noDecisionCounts(),
  rows: candidates,
  candidates,
  passed,
});
const counters: RunCounters = {
  extract: { queryId: 'q', bytesScanned: 2e9, costUsd: athenaCostUsd(2e9), seconds: 12 },
  splits: [
    { rows: 60, accepted: 58, rejected: 2, reasons: { 'event_time-missing': 2 } },
    { rows: 40, accepted: 39, rejected: 1, reasons: { 'event_time-missing': 1 } },
  ],
  decisions: [decisions(50, 30), { ...decisions(40, 10), cacheLookups: 10, cacheHits: 4 }],
  store: [{ inserted: 20, refreshed: 5, unchanged: 15 }],
  chunks: 2,
  channels: 1,
  seconds: { total: 30 },
  lambda: { seconds: 40, gb: 0.5 },
};

describe('summarise', () => {
  it('adds up splits, decisions and stores of a run', () => {
    expect(summarise(counters)).toMatchObject({
      split: { rows: 100, accepted: 97, rejected: 3, reasons: { 'event_time-missing': 3 } },
      decisions: { candidates: 90, passed: 40 },
      store: { inserted: 20, refreshed: 5, unchanged: 15 },
      passRate: expect.closeTo(40 / 90),
      cacheHitRate: 0.4,
    });
    expect(summarise(counters)).not.toHaveProperty('wouldStore');
  });

  it('says what a dry run would have stored, and charges no writes', () => {
    const { store: _store, ...dry } = counters;
    const summary = summarise(dry);
    expect(summary).toMatchObject({ wouldStore: 40 });
    expect(summary).not.toHaveProperty('store');
    expect(summary.costUsd.dynamodb).toBeLessThan(summarise(counters).costUsd.dynamodb ?? 0);
  });

  it('divides nothing by nothing in an empty run', () => {
    const empty = { ...counters, splits: [], decisions: [], store: [], chunks: 0 };
    expect(summarise(empty)).toMatchObject({ passRate: 0, cacheHitRate: 0 });
  });
});

describe('the cost of a run', () => {
  it('charges Athena by the terabyte, 10 MB at least', () => {
    expect(athenaCostUsd(1e12)).toBe(5);
    expect(athenaCostUsd(0)).toBeCloseTo(0.00005);
  });

  it('is by service, by hand for 500,000 deliveries of which 200,000 are stored', () => {
    const cost = runCost({
      ...{ athenaUsd: 0.01, chunks: 100, parts: 16, written: 200_000, channels: 1, lambdaSeconds: 600, lambdaGb: 1 },
      decisions: { candidates: 495_000, passed: 200_000, cacheLookups: 0, cacheHits: 0 },
    });
    expect(cost.athena).toBe(0.01);
    // 800,000 write units and 942,500 read units.
    expect(cost.dynamodb).toBeCloseTo(0.8 * 0.625 + 0.9425 * 0.125);
    // 600 GB-seconds and 328 requests.
    expect(cost.lambda).toBeCloseTo(600 * 0.0000133334 + 328 * 0.2e-6);
    // 532 transitions.
    expect(cost.stepFunctions).toBeCloseTo(0.532 * 0.025);
    expect(cost.s3).toBeCloseTo(0.632 * 0.005 + 0.532 * 0.0004);
  });
});
