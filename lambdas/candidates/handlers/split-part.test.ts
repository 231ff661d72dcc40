import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRow, extractOf, type Row } from '../../../test/support/a-batch.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aRunRequest } from '../../../test/support/a-run.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryRunFiles } from '../adapters/memory-run-files.ts';
import type { Candidate } from '../domain/candidate.ts';
import { chunkHash, partOf } from '../domain/run/chunk-plan.ts';
import type { RunContext } from '../domain/run/run.ts';
import { createSplitPart } from './split-part.ts';

const run: RunContext = { ...aRunRequest(), runId: 'product-reviews:2026-11-19:001', attempt: 1 };
const pinned = aPinnedProgram();

const split = async (extract: Map<string, string[]>, chunksAtOnce?: number) => {
  const programs = memoryProgramStore([pinned]);
  await programs.pin(pinned);
  const files = memoryRunFiles(extract);
  const splitPart = createSplitPart({ programs, files, ...(chunksAtOnce && { chunksAtOnce }) });
  for (const part of extract.keys()) await splitPart({ run, part });
  const parts = await files.readParts(run);
  const chunks = await Promise.all(
    parts.flatMap((part) => part.chunks).map(async (ref) => ({ ref, rows: await files.readChunk(run, ref.chunk) })),
  );
  return { files, parts, chunks };
};

/** Customers of part 0, so that one part can be made large. */
const zeros = Array.from({ length: 400 }, (_, n) => `c${n}`).filter((id) => partOf(chunkHash(id)) === '0');
const large = Array.from({ length: 12_000 }, (_, n) =>
  aRow({ customer_id: zeros[n % zeros.length], subject: `p${n}` }),
);

describe('split', () => {
  it('puts every good row into exactly one chunk, with all its customer’s rows, whatever the rows', async () => {
    const row = fc.record({
      customer_id: fc.oneof(fc.string(), fc.constant(null)),
      subject: fc.string({ minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (wishes) => {
        const { parts, chunks } = await split(extractOf(wishes.map((wish): Row => aRow(wish))));
        const total = (name: 'rows' | 'accepted' | 'rejected') =>
          parts.reduce((sum, part) => sum + part.counts[name], 0);
        expect(total('rows')).toBe(wishes.length);
        expect(total('accepted') + total('rejected')).toBe(wishes.length);
        expect(chunks.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(total('accepted'));
        for (const { ref, rows } of chunks) {
          expect(rows).toHaveLength(ref.rows);
          for (const { customerId } of rows) {
            const hash = chunkHash(customerId);
            expect(ref.from <= hash && hash < ref.to).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('makes the same chunks however few it writes at once', async () => {
    const extract = extractOf([...large, 'not JSON']);
    const [narrow, wide] = [await split(extract, 1), await split(extract, 64)];
    expect(wide.chunks).toHaveLength(2);
    expect(narrow.parts).toEqual(wide.parts);
    expect(narrow.chunks).toEqual(wide.chunks);
    expect(narrow.files.lines(run, 'rejects/0')).toEqual(wide.files.lines(run, 'rejects/0'));
    const owners = wide.chunks.map(({ rows }) => new Set(rows.map(({ customerId }: Candidate) => customerId)));
    expect(owners.reduce((sum, owner) => sum + owner.size, 0)).toBe(zeros.length);
  });

  it('keeps a customer of 7,000 rows whole', async () => {
    const rows = Array.from({ length: 7_000 }, (_, n) => aRow({ customer_id: zeros[0], subject: `p${n}` }));
    const { chunks } = await split(extractOf(rows));
    expect(chunks.map(({ ref }) => ref.rows)).toEqual([7_000]);
  });

  it('says which line is bad, why, and what it was', async () => {
    const id = zeros[0];
    const { files, parts } = await split(
      extractOf([aRow({ customer_id: id }), '{"cut', aRow({ customer_id: id, event_time: 'soon' })]),
    );
    const rejects = files.lines(run, 'rejects/0').map((line) => JSON.parse(line));
    expect(rejects).toMatchObject([
      { line: 2, raw: '{"cut', reason: 'row-invalid' },
      { line: 3, column: 'event_time', reason: 'event_time-invalid' },
    ]);
    expect(parts[0]?.counts).toMatchObject({ rows: 3, accepted: 1, rejected: 2 });
  });

  it('refuses a customer that lies in another’s part, rather than tear the customer apart', async () => {
    const stranger = aRow({ customer_id: zeros[0] });
    const { parts, chunks } = await split(new Map([['7', [JSON.stringify(stranger)]]]));
    expect(chunks).toEqual([]);
    expect(parts[0]?.counts.reasons).toEqual({ 'customer_id-wrong-part': 1 });
  });
});
