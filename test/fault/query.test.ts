// The warehouse query fails, hangs beyond its limit, or somebody cancels it.
import {
  GetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { describe, expect, it } from 'vitest';
import { whileBehaving } from '../support/behaviour.ts';
import { eventually } from '../support/eventually.ts';
import { athena } from '../support/local-cloud.ts';
import { aNight, night, runNight } from '../support/night.ts';
import { ended, start } from '../support/runs.ts';
import { latestRun } from '../support/stored.ts';

/** The id of a recent query whose text has this in it. */
const queryNaming = async (text: string): Promise<string | undefined> => {
  const { WorkGroups } = await athena.send(new ListWorkGroupsCommand({}));
  const WorkGroup = WorkGroups?.find(({ Name }) => Name !== 'primary')?.Name;
  const { QueryExecutionIds = [] } = await athena.send(new ListQueryExecutionsCommand({ WorkGroup, MaxResults: 10 }));
  for (const QueryExecutionId of QueryExecutionIds) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (QueryExecution?.Query?.includes(text)) return QueryExecutionId;
  }
  return undefined;
};

describe.concurrent('a warehouse query', () => {
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
      const QueryExecutionId = await eventually('the query to run', () => queryNaming(troubled.programId));
      await athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
      await ended(arn);
    });
    expect((await latestRun(troubled.programId)).failure?.error).toBe('QueryCancelledError');
  });

  // A minute is the shortest limit that a program may set; looks become rarer, the last one is after 62 seconds.
  it('that runs over its limit is stopped in the warehouse, and the run says so', async () => {
    const troubled = await aNight('ft-limit', 5);
    const rules = [{ match: { body: troubled.programId }, then: { delayMs: 100_000 }, times: 1 }];
    const end = await whileBehaving('athena', rules, () => runNight(troubled));
    expect(end).toMatchObject({ status: 'FAILED', error: 'QueryOverLimitError' });
    const { failure } = await latestRun(troubled.programId);
    expect(failure?.whatToDo).toMatch(/timeLimitMinutes/);
    const [, QueryExecutionId] = /^Query (\S+) ran longer/.exec(failure?.cause ?? '') ?? [];
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    expect(QueryExecution?.Status?.State).toBe('CANCELLED');
  });
});
