// What every RunFiles must do beyond the extract, which a warehouse writes.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { RunContext } from '../../lambdas/candidates/domain/run/run.ts';
import type { RunFiles } from '../../lambdas/candidates/ports.ts';
import { aDecision, aRunRequest } from '../support/a-run.ts';

export const runFilesContract = (open: () => RunFiles): void => {
  let files: RunFiles;
  let run: RunContext;
  beforeEach(() => {
    files = open();
    const programId = `p-${randomUUID()}`;
    const { startedAt: _startedAt, ...context } = aRunRequest({ programId });
    run = { ...context, runId: `${programId}:2026-11-19:001`, attempt: 1 };
  });
  const chunk = { chunk: '0-0000', part: '0', from: '0'.repeat(32), to: 'g', rows: 2 };

  it('gives back the lines that were written to a chunk', async () => {
    const candidates = [aDecision('c-1', 'p-1').candidate, aDecision('žena-🐎', 'p-2').candidate];
    const writer = files.openChunk(run, '0-0000');
    for (const candidate of candidates) await writer.write(JSON.stringify(candidate));
    await writer.close();
    expect(await files.readChunk(run, '0-0000')).toEqual(candidates);
  });

  it('keeps records, manifest and counts apart, and replaces what is written again', async () => {
    const [one, two] = [aDecision('c-1', 'p-1'), aDecision('c-2', 'p-2')];
    await files.writeFiltered(run, '0-0000', [one]);
    await files.writeDecisions(run, '0-0000', [one]);
    await files.writeDecisions(run, '0-0000', [one, two]);
    await files.writeManifest(run, [chunk]);
    const counts = { inserted: 1, refreshed: 2, unchanged: 3 };
    await files.writeStoreCounts(run, '0-0000', { ...counts, inserted: 9 });
    await files.writeStoreCounts(run, '0-0000', counts);
    await files.writeStoreCounts(run, '0-0001', counts);
    expect(await files.readFiltered(run, '0-0000')).toEqual([one]);
    expect(await files.readDecisions(run, '0-0000')).toEqual([one, two]);
    expect(await files.readManifest(run)).toEqual([chunk]);
    expect(await files.readStoreCounts(run)).toEqual([counts, counts]);
    expect(await files.readDecisionCounts(run)).toEqual([]);
  });

  it('keeps attempts apart', async () => {
    await files.writeDecisions(run, '0-0000', [aDecision('c-1', 'p-1')]);
    const next = { ...run, attempt: 2, runId: run.runId.replace(/001$/, '002') };
    await expect(files.readDecisions(next, '0-0000')).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('removes what an earlier try of this attempt left, and nothing of others', async () => {
    const other = { ...run, attempt: 2, runId: run.runId.replace(/001$/, '002') };
    for (const one of [run, other]) await files.writeDecisions(one, '0-0000', [aDecision('c-1', 'p-1')]);
    await files.clearExtract(run);
    await expect(files.readDecisions(run, '0-0000')).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await files.readDecisions(other, '0-0000')).toHaveLength(1);
  });
};
