import { describe, expect, it } from 'vitest';
import { aQuery } from '../../../test/support/a-batch.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aRunRequest } from '../../../test/support/a-run.ts';
import { fixedClock } from '../../shared/clock.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryRunFiles } from '../adapters/memory-run-files.ts';
import type { RunContext } from '../domain/run/run.ts';
import type { QueryStatus, Warehouse } from '../ports.ts';
import { createPollQuery } from './poll-query.ts';
import { waitBefore } from './query-progress.ts';
import { createStartQuery } from './start-query.ts';

const run: RunContext = { ...aRunRequest(), runId: 'product-reviews:2026-11-19:001', attempt: 1 };
const programs = memoryProgramStore([aPinnedProgram()]);
await programs.pin(aPinnedProgram());
const startedAt = '2026-11-20T02:00:00.000Z';

const poll = (status: Partial<QueryStatus>, now = '2026-11-20T02:00:05.000Z') => {
  const stopped: string[] = [];
  const warehouse = {
    status: async () => ({ state: 'RUNNING' as const, bytesScanned: 0, runtimeMs: 0, ...status }),
    stop: async (queryId: string) => void stopped.push(queryId),
  };
  const query = { ...aQuery, state: 'QUEUED', polls: 0, startedAt };
  const done = createPollQuery({ programs, warehouse, clock: fixedClock(now) })({ run, query });
  return { done, stopped };
};

describe('StartQuery', () => {
  const start = async (more: Partial<RunContext> = {}) => {
    const requests: Parameters<Warehouse['startExport']>[0][] = [];
    const warehouse = {
      startExport: async (request: Parameters<Warehouse['startExport']>[0]) => ({
        queryId: `q-${requests.push(request)}`,
      }),
    };
    const step = createStartQuery({ programs, files: memoryRunFiles(), warehouse, clock: fixedClock(startedAt) });
    const [first] = [await step({ run: { ...run, ...more } }), await step({ run: { ...run, ...more } })];
    return { first, requests };
  };

  it('asks for the run’s day under a token that a repeated call repeats', async () => {
    const { first, requests } = await start();
    expect(first).toMatchObject({ queryId: 'q-1', startedAt, polls: 0, waitSeconds: 2, state: 'QUEUED' });
    expect(requests[0]).toMatchObject({ parameters: ['2026-11-19'], database: 'ecommerce' });
    expect(requests[0]).toEqual(requests[1]);
  });

  it('takes other tokens for other attempts', async () => {
    const [one, two] = [await start(), await start({ attempt: 2, runId: 'product-reviews:2026-11-19:002' })];
    expect(one.requests[0]?.token).not.toBe(two.requests[0]?.token);
  });

  it('narrows the query to the marketplaces asked for, and lets no text in', async () => {
    const { requests } = await start({ marketplaces: ['DE', 'FR'] });
    expect(requests[0]?.sql).toMatch(/m\.marketplace IN \('DE', 'FR'\)$/);
    await expect(start({ marketplaces: ["DE') OR ('1'='1"] })).rejects.toThrow('no marketplace code');
  });
});

describe('PollQuery', () => {
  it('waits longer each time, 20 seconds at most', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 50].map(waitBefore)).toEqual([2, 3, 5, 7, 10, 15, 20, 20]);
  });

  it('reports bytes and their price: $5 a terabyte, 10 MB at least', async () => {
    const { done } = poll({ state: 'SUCCEEDED', bytesScanned: 2e12, runtimeMs: 900 });
    expect(await done).toMatchObject({ state: 'SUCCEEDED', bytesScanned: 2e12, costUsd: 10, polls: 1, runtimeMs: 900 });
    expect(await poll({ bytesScanned: 1 }).done).toMatchObject({ state: 'RUNNING', costUsd: 0.000_05, waitSeconds: 3 });
  });

  it('stops a query that runs over the program’s limit', async () => {
    const { done, stopped } = poll({}, '2026-11-20T02:15:01.000Z');
    await expect(done).rejects.toMatchObject({ name: 'QueryOverLimitError' });
    expect(stopped).toEqual(['q-1']);
  });

  it('takes a result that came late', async () => {
    const { done, stopped } = poll({ state: 'SUCCEEDED' }, '2026-11-20T02:15:01.000Z');
    expect(await done).toMatchObject({ state: 'SUCCEEDED' });
    expect(stopped).toEqual([]);
  });

  it.each([
    ['FAILED', 'QueryFailedError'],
    ['CANCELLED', 'QueryCancelledError'],
  ] as const)('throws for %s, with the reason', async (state, name) => {
    await expect(poll({ state, error: 'TABLE_NOT_FOUND' }).done).rejects.toMatchObject({
      name,
      message: expect.stringContaining('TABLE_NOT_FOUND'),
    });
  });
});
