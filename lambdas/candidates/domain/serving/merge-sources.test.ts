import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeSources, type Source } from './merge-sources.ts';

const descending = (a: number, b: number): boolean => a > b;
const partition = fc
  .array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 })
  .map((items) => items.sort((a, b) => b - a));
const partitions = fc.array(partition, { maxLength: 6 });

/** Reads partitions as a table would be read: `perRead` items at a time, only where the merge starves. */
const readAll = (tables: readonly (readonly number[])[], perRead: number, wanted: number) => {
  const at = tables.map(() => 0);
  let sources: Source<number>[] = tables.map(() => ({ buffered: [], unread: true }));
  let starved = tables.map((_, index) => index);
  const pages: number[][] = [[]];
  for (;;) {
    for (const index of starved) {
      const [table = [], from = 0] = [tables[index], at[index]];
      at[index] = from + perRead;
      const buffered = [...(sources[index]?.buffered ?? []), ...table.slice(from, from + perRead)];
      sources = sources.with(index, { buffered, unread: from + perRead < table.length });
    }
    const page = pages.at(-1) ?? [];
    const merged = mergeSources(sources, wanted - page.length, descending);
    page.push(...merged.taken);
    ({ sources, starved } = merged);
    if (merged.taken.length === 0 && starved.length === 0) return pages;
    if (page.length === wanted) pages.push([]);
  }
};

it('keeps the order, gives nothing twice and loses nothing, whatever the sizes of reads and pages', () => {
  fc.assert(
    fc.property(
      partitions,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 9 }),
      (tables, perRead, wanted) => {
        const pages = readAll(tables, perRead, wanted);
        expect(pages.flat()).toEqual(tables.flat().sort((a, b) => b - a));
        expect(pages.slice(0, -1).every((page) => page.length === wanted)).toBe(true);
      },
    ),
  );
});

it('waits for a source that has run dry but may go on, even if others are full', () => {
  const merged = mergeSources(
    [
      { buffered: [9, 3], unread: false },
      { buffered: [8], unread: true },
    ],
    3,
    descending,
  );
  expect(merged.taken).toEqual([9, 8]);
  expect(merged.starved).toEqual([1]);
  expect(merged.sources[0]).toEqual({ buffered: [3], unread: false });
});
