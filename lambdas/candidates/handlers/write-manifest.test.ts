import { describe, expect, it } from 'vitest';
import { aQuery } from '../../../test/support/a-batch.ts';
import { aRunRequest } from '../../../test/support/a-run.ts';
import { fixedClock } from '../../shared/clock.ts';
import { memoryRunFiles } from '../adapters/memory-run-files.ts';
import { memoryRunLedger } from '../adapters/memory-run-ledger.ts';
import type { SplitCounts } from '../domain/run/counts.ts';
import { createWriteManifest } from './write-manifest.ts';

const manifestOf = async (parts: Record<string, Partial<SplitCounts>>) => {
  const [ledger, files] = [memoryRunLedger(), memoryRunFiles()];
  const run = await ledger.begin(aRunRequest());
  for (const [part, counts] of Object.entries(parts).reverse()) {
    const chunk = { chunk: `${part}-0000`, part, from: part, to: `${part}f`, rows: 20 };
    await files.writePart(run, part, {
      part,
      counts: { rows: 20, accepted: 20, rejected: 0, reasons: {}, ...counts },
      chunks: [chunk],
    });
  }
  const progress = { publish: () => Promise.reject(new Error('nobody listens')) };
  const step = createWriteManifest({
    bucket: 'data',
    files,
    ledger,
    progress,
    clock: fixedClock('2026-11-20T02:05:00.000Z'),
  });
  return { written: await step({ run, query: aQuery }), chunks: await files.readManifest(run) };
};
const drift = (column: string) => ({ drift: [`column "${column}" is wrong in every row (first: found nothing)`] });

describe('the manifest', () => {
  it('has the parts’ chunks in order of their hashes, though nobody watches', async () => {
    const { written, chunks } = await manifestOf({ '0': { rejected: 2 }, a: {}, b: { rejected: 1 } });
    expect(chunks.map(({ chunk }) => chunk)).toEqual(['0-0000', 'a-0000', 'b-0000']);
    expect(written).toMatchObject({ bucket: 'data', chunks: 3, rows: 60, rejected: 3, at: '2026-11-20T02:05:00.000Z' });
  });

  it('is refused when a column is wrong in every part: the schema has changed', async () => {
    const changed = manifestOf({ '0': drift('purchased'), a: drift('purchased'), b: { ...drift('x'), rows: 3 } });
    await expect(changed).rejects.toMatchObject({
      name: 'SchemaDriftError',
      message: expect.stringContaining('purchased'),
    });
  });

  it('is written when a column is wrong in one part only, or in different ones', async () => {
    await expect(manifestOf({ '0': drift('purchased'), a: {} })).resolves.toBeDefined();
    await expect(manifestOf({ '0': drift('purchased'), a: drift('refunded') })).resolves.toBeDefined();
  });
});
