import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzipLineWriter, packLines, streamLines, unpackLines } from './gzip-lines.ts';

const collect = async (lines: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = [];
  for await (const text of lines) all.push(text);
  return all;
};

const readAll = async (packed: Buffer, pieceSize: number): Promise<string[]> => {
  const pieces = Array.from({ length: Math.ceil(packed.length / pieceSize) }, (_, n) =>
    packed.subarray(n * pieceSize, (n + 1) * pieceSize),
  );
  return collect(streamLines(Readable.from(pieces)));
};
const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'));

describe('gzipped lines', () => {
  it('are read as they were written, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), async (lines, pieceSize) => {
        let packed = Buffer.alloc(0);
        const writer = gzipLineWriter(async (whole) => {
          packed = Buffer.from(whole);
        });
        for (const text of lines) await writer.write(text);
        await writer.close();
        expect(await readAll(packed, pieceSize)).toEqual(lines);
      }),
      { numRuns: 50 },
    );
  });

  it('come back as values', async () => {
    const values = [{ name: 'Zoë 🐘' }, [1, null], 'text'];
    expect(await unpackLines(await packLines(values))).toEqual(values);
    expect(await unpackLines(await packLines([]))).toEqual([]);
  });

  it('may lack the last line break, and skip empty lines', async () => {
    expect(await readAll(gzipSync('one\n\ntwo'), 4)).toEqual(['one', 'two']);
  });

  it('that are cut off are an error, not a shorter file', async () => {
    const packed = gzipSync('a line\n'.repeat(1_000));
    await expect(readAll(packed.subarray(0, packed.length - 12), 7)).rejects.toThrow();
  });

  it('whose source breaks are an error', async () => {
    const source = Readable.from(
      (async function* () {
        yield gzipSync('one\n').subarray(0, 12);
        throw new Error('connection lost');
      })(),
    );
    await expect(collect(streamLines(source))).rejects.toThrow('connection lost');
  });
});
