import { describe, expect, it } from 'vitest';
import { aRunRequest } from '../../../test/support/a-run.ts';
import { fixedClock } from '../../shared/clock.ts';
import { memoryRunFiles } from '../adapters/memory-run-files.ts';
import { memoryRunLedger } from '../adapters/memory-run-ledger.ts';
import { noDecisionCounts } from '../domain/run/add-counts.ts';
import type { RunContext } from '../domain/run/run.ts';
import { createStartExport } from './start-export.ts';
import { createVerifyExport } from './verify-export.ts';

const clock = fixedClock('2026-11-20T03:00:00.000Z');
const input = { programId: 'product-reviews', day: 'yesterday' };
const execution = { arn: 'arn:export:1', startedAt: '2026-11-20T03:00:00.000Z' };

const open = async () => {
  const ledger = memoryRunLedger();
  const done: string[] = [];
  const exports = {
    clear: async ({ runId }: RunContext) => void done.push(`clear ${runId}`),
    start: async ({ runId }: RunContext, token: string) => ({ queryId: `${done.push(`start ${runId} ${token}`)}` }),
    count: async () => 3,
  };
  const attempt = async (status: 'committed' | 'failed' | 'dry-run') => {
    const run = await ledger.begin(aRunRequest());
    await ledger.end(run.runId, { status, endedAt: '2026-11-20T02:30:00.000Z' });
    return run;
  };
  return { done, attempt, exports, startExport: createStartExport({ ledger, exports, clock }) };
};

describe('the export', () => {
  it('is of the last committed attempt, whatever was tried after it', async () => {
    const { attempt, startExport, done } = await open();
    await attempt('committed');
    const second = await attempt('committed');
    await attempt('failed');
    const run = await startExport({ step: 'find', input });
    expect(run).toEqual(second);
    await startExport({ step: 'start', run, execution });
    expect(done).toEqual([`clear ${second.runId}`, `start ${second.runId} arn:export:1`]);
  });

  it('refuses a day without a committed run, and clears nothing', async () => {
    const { attempt, startExport, done } = await open();
    await attempt('dry-run');
    await expect(startExport({ step: 'find', input })).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(done).toEqual([]);
  });

  it('is right when it has as many rows as the run scored', async () => {
    const { attempt, exports } = await open();
    const run = await attempt('committed');
    const files = memoryRunFiles();
    const verify = createVerifyExport({ files, exports });
    await files.writeDecisionCounts(run, '0-0000', { ...noDecisionCounts(), passed: 2 });
    await expect(verify({ run })).rejects.toMatchObject({ name: 'ExportMismatchError' });
    await files.writeDecisionCounts(run, '1-0000', { ...noDecisionCounts(), passed: 1 });
    expect(await verify({ run })).toEqual({ runId: run.runId, exported: 3 });
  });
});
