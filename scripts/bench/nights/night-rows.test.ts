import { describe, expect, it } from 'vitest';
import { largeRows, mediumRows } from './night-rows.ts';
import type { Night } from './run-night.ts';
import { peakOf } from './worker-peak.ts';

const aNight = (minutes: number): Night => ({
  minutes,
  summary: {
    split: { rows: 500, rejected: 0, reasons: [] },
    decisions: { candidates: 490, duplicates: 10, passed: 200, rejectedBy: [], reasons: [], bands: [], histogram: [] },
    store: { inserted: 150, refreshed: 50, unchanged: 0 },
    extract: { bytesScanned: 0, seconds: 1 },
    passRate: 0.4,
    cacheHitRate: 0,
    seconds: [
      { name: 'total', value: 40 },
      { name: 'store', value: 30.2 },
      { name: 'extract', value: 2 },
    ],
    costUsd: [
      { name: 'lambda', value: 0.75 },
      { name: 'dynamodb', value: 0.5 },
    ],
  },
  peak: { function: 'herald-split-part', mb: 256, invocations: 12 },
});

const row = (rows: ReturnType<typeof largeRows>, name: string) => rows.find((one) => one.name === name);

describe('the figures of a night', () => {
  it('compares minutes, memory and cost with their budgets, above 1 being better', () => {
    const rows = largeRows(aNight(10), undefined);
    expect(row(rows, 'batch-500k-minutes')).toMatchObject({ value: 10, baseline: 20, ratio: 2 });
    expect(row(rows, 'worker-peak-mb')).toMatchObject({ value: 256, baseline: 512, ratio: 2 });
    expect(row(rows, 'nightly-run-cost-usd')).toMatchObject({ value: 1.25, baseline: 50, ratio: 40 });
  });

  it('tells what was stored, how long each stage took, and the price of a review', () => {
    const rows = largeRows(aNight(10), undefined);
    expect(row(rows, 'batch-500k-minutes')?.how).toContain('490 candidates, 200 stored');
    expect(row(rows, 'batch-500k-minutes')?.how).toContain('extract 2 s, store 30 s;');
    expect(row(rows, 'nightly-run-cost-usd')?.how).toContain('$0.000500 per review');
  });

  it('tells memory and price of the smaller night beside its time', () => {
    expect(mediumRows(aNight(1))[0]).toMatchObject({ value: 1, baseline: null });
    expect(mediumRows(aNight(1))[0]?.how).toContain('largest worker 256 MB; at AWS prices $1.2500');
  });

  it('tells the growth from 50,000 only where that was measured', () => {
    const [smaller] = mediumRows(aNight(1.25));
    expect(row(largeRows(aNight(10), smaller), 'batch-500k-minutes')?.how).toContain('8.0 times the minutes');
    expect(row(largeRows(aNight(10), undefined), 'batch-500k-minutes')?.how).toContain('not measured');
  });
});

describe('the largest worker', () => {
  const line = (name: string, peakMb: number | null) => JSON.stringify({ function: name, ms: 1, peakMb });
  const report = [line('split', 90), line('query', 400), line('score', 120), line('split', null), ''].join('\n');

  it('is looked for among the named functions only', () => {
    expect(peakOf(report, new Set(['split', 'score']))).toEqual({ function: 'score', mb: 120, invocations: 3 });
  });

  it('is an error where nothing was reported', () => {
    expect(() => peakOf(report, new Set(['store']))).toThrow('No invocation');
  });
});
