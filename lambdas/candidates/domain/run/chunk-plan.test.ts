import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkHash, chunkOf, partOf, planChunks } from './chunk-plan.ts';

const anyPart = fc.constantFrom(...'0123456789abcdef');
const anyRows = fc.integer({ min: 1, max: 500_000 });

describe('planChunks', () => {
  it('makes ranges that follow each other and cover the whole part', () => {
    fc.assert(
      fc.property(anyPart, anyRows, (part, rows) => {
        const chunks = planChunks(part, rows);
        expect(chunks[0]?.from).toBe(part.padEnd(32, '0'));
        for (const [index, { from, to }] of chunks.entries()) {
          expect(from < to).toBe(true);
          if (index > 0) expect(from).toBe(chunks[index - 1]?.to);
        }
        expect((chunks.at(-1)?.to ?? '') > part.padEnd(32, 'f')).toBe(true);
      }),
    );
  });

  it('gives every customer exactly one chunk of their part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), anyRows, (customerId, rows) => {
        const hash = chunkHash(customerId);
        const chunks = planChunks(partOf(hash), rows);
        const holding = chunks.filter(({ from, to }) => from <= hash && hash < to);
        expect(holding).toHaveLength(1);
        expect(chunkOf(hash, chunks)).toBe(holding[0]);
      }),
    );
  });

  it('finds no chunk in another part', () => {
    expect(chunkOf('a'.repeat(32), planChunks('b', 10_000))).toBeUndefined();
    expect(chunkOf('c'.repeat(32), planChunks('b', 10_000))).toBeUndefined();
  });

  it('aims at the target size, with at least one chunk, and none for no rows', () => {
    expect(planChunks('3', 31_250)).toHaveLength(6);
    expect(planChunks('3', 1)).toHaveLength(1);
    expect(planChunks('3', 0)).toEqual([]);
    expect(planChunks('3', 100, 10)).toHaveLength(10);
  });

  it('plans the same again', () => {
    expect(planChunks('7', 12_345)).toEqual(planChunks('7', 12_345));
    expect(planChunks('7', 12_345).map(({ chunk }) => chunk)).toEqual(['7-0000', '7-0001']);
  });
});

describe('chunkHash', () => {
  it('is md5 over UTF-8, as the warehouse computes it', () => {
    expect(chunkHash('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(chunkHash('客')).toBe('f5ddece95b25fcb0d415d4e96dcfdabe');
  });

  it('keeps ids apart that look alike', () => {
    expect(chunkHash('\u00e9')).not.toBe(chunkHash('e\u0301'));
  });
});
