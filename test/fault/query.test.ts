// The warehouse query fails, hangs beyond its limit, or somebody cancels it.
import { ListQueryExecutionsCommand, ListWorkGroupsCommand, StopQueryExecutionCommand } from '@aws-sdk/client-athena';
import { describe, expect, it } from 'vitest';
import { whileBehaving } from '../support/behaviour.ts';
import { eventually } from '../support/eventually.ts';
import { athena } from '../support/local-cloud.ts';
import { aNight, night, runNight } from '../support/night.ts';
import { ended, start } from '../support/runs.ts';
import { latestRun } from '../support/stored.ts';

describe('a warehouse query', () => {
  it('that fails leaves a failure record with its reason, and the next run works', async () => {
    const troubled = await aNight('ft-query', 5);
    const rules = [
      { match: { body: troubled.programId }, then: { fail: 'GENERIC_INTERNAL_ERROR: disk on fire' }, times: 1 },
    ];
    const end = await whileBehaving('athena', rules, () => runNight(troubled));
    expect(end.status).toBe('FAILED');
    const { failure } = await latestRun(troubled.programId);
    expect(failure).toMatchObject({ error: 'QueryFailedError', cause: expect.stringContaining('disk on fire') });
    expect((await runNight(troubled)).output).toMatchObject({ store: { inserted: 5 } });
  });

  it('that somebody cancels ends the run as cancelled', async () => {
    const troubled = await aNight('ft-cancel', 5);
    const rules = [{ match: { body: troubled.programId }, then: { delayMs: 60_000 }, times: 1 }];
    await whileBehaving('athena', rules, async () => {
      const arn = await start('batch-ingestion', { programId: troubled.programId, day: night });
      await eventually('the query to be cancelled', async () => {
        const { WorkGroups } = await athena.send(new ListWorkGroupsCommand({}));
        const group = WorkGroups?.find(({ Name }) => Name !== 'primary')?.Name;
        const { QueryExecutionIds } = await athena.send(
          new ListQueryExecutionsCommand({ WorkGroup: group, MaxResults: 1 }),
        );
        const [newest] = QueryExecutionIds ?? [];
        if ((await latestRun(troubled.programId)).status !== 'running' || newest === undefined) return undefined;
        await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: newest }));
        return true;
      });
      await ended(arn);
    });
    expect((await latestRun(troubled.programId)).failure?.error).toBe('QueryCancelledError');
  });
});
