import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchRow, median, percentile } from './bench-row.ts';
import { chosen } from './benches.ts';
import { keepRows, mergeRows, readRows, rowText } from './results.ts';

const aRow = (overrides: Partial<BenchRow> = {}): BenchRow => ({
  ...{ name: 'a', value: 2, unit: 'ms', baseline: 4, ratio: 2, how: 'by hand' },
  ...overrides,
});

describe('median and percentile', () => {
  it('find the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('take the smallest value that so many are at or below', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('a percentile is one of the values, and never below a lower one', () => {
    const values = fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1 });
    const share = fc.double({ noNaN: true, min: 0.01, max: 1 });
    fc.assert(
      fc.property(values, share, share, (all, a, b) => {
        const [low, high] = [percentile(all, Math.min(a, b)), percentile(all, Math.max(a, b))];
        return all.includes(low) && low <= high;
      }),
    );
  });
});

describe('the list of figures', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'herald-results-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('replaces a figure measured again and keeps the others, by name', () => {
    const merged = mergeRows([aRow({ name: 'b' }), aRow({ value: 1 })], [aRow({ name: 'c' }), aRow({ value: 3 })]);
    expect(merged.map(({ name, value }) => [name, value])).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 2],
    ]);
  });

  it('grows over several benches in a file that need not be there', () => {
    const file = join(folder, 'new', 'bench.json');
    expect(readRows(file)).toEqual([]);
    keepRows(file, [aRow()]);
    keepRows(file, [aRow({ name: 'b' })]);
    expect(readRows(file).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('reads as a line for people', () => {
    expect(rowText(aRow({ value: 1234.5, ratio: 2.345 }))).toBe('a: 1,235 ms against 4 (2.35 times)\n    by hand');
    expect(rowText(aRow({ baseline: null, ratio: null }))).toBe('a: 2 ms\n    by hand');
  });
});

describe('which benches run', () => {
  const all = [
    { name: 'fast', slow: false, measure: async () => [] },
    { name: 'night', slow: true, measure: async () => [] },
  ];
  const names = (options: { only?: string; quick?: boolean }) => chosen(all, options).map(({ name }) => name);

  it('all of them, unless told otherwise', () => {
    expect(names({})).toEqual(['fast', 'night']);
    expect(names({ quick: true })).toEqual(['fast']);
    expect(names({ only: 'night' })).toEqual(['night']);
  });

  it('refuses a name that is none of them, and lists those that are', () => {
    expect(() => names({ only: 'fast, nihgt' })).toThrow('"nihgt": give some of fast, night');
  });
});
