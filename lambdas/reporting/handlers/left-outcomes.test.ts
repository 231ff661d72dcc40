import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCaseFacts } from '../../../test/support/a-case-story.ts';
import { fixedClock } from '../../shared/clock.ts';
import { customerClosings } from '../adapters/customer-accounts.ts';
import { memoryReportFiles } from '../adapters/memory-report-files.ts';
import type { CaseFacts } from '../domain/figures/facts.ts';
import { leftOutcomes } from './left-outcomes.ts';

const [programId, opened, day] = ['p', '2026-08-10', '2026-09-09'];
const [inTime, muchLater] = ['2026-09-10T00:02:00.000Z', '2026-11-21T09:00:00.000Z'];
type Closed = Record<string, string | undefined>;

/** `closed`: who has left by now, and when, if anybody wrote it down. */
const setUp = (closed: Closed) => {
  const files = memoryReportFiles();
  const all = ['ada', 'ben', 'cleo'].map((customerId) =>
    aCaseFacts({ caseId: customerId, customerId, openedAt: `${opened}T10:00:00.000Z` }),
  );
  const cases = {
    ofDay: async function* (_: string, of: string): AsyncGenerator<CaseFacts[]> {
      yield all.filter(({ openedAt }) => openedAt.startsWith(of));
    },
  };
  const customers = async (ids: readonly string[]) =>
    new Map(
      ids.map((customerId) => {
        const closedAt = closed[customerId];
        const status = customerId in closed ? ('closed' as const) : ('active' as const);
        return [customerId, { customerId, status, flagged: false, ...(closedAt && { closedAt }) }];
      }),
    );
  const run = async (now: string) => {
    const rows = await leftOutcomes(
      { cases, closings: customerClosings({ customers }), files, clock: fixedClock(now) },
      { programId, day },
    );
    return rows.map(({ customer_id, at }) => [customer_id, at]);
  };
  return { closed, run };
};

describe('who left', () => {
  it('is told by the day of the closing, whenever it is asked for', async () => {
    const closed = {
      ada: '2026-08-20T08:00:00.000Z',
      ben: '2026-11-20T08:00:00.000Z',
      cleo: '2026-09-09T10:00:01.000Z',
    };
    const left = [['ada', closed.ada]];
    expect(await setUp(closed).run(muchLater)).toEqual(left);
    expect(await setUp(closed).run(inTime)).toEqual(left);
  });

  it('without a date is taken as found on the day itself, and by no later run', async () => {
    const undated = { ada: undefined };
    expect(await setUp(undated).run(inTime)).toEqual([['ada', `${day}T00:00:00.000Z`]]);
    expect(await setUp(undated).run('2026-09-10T23:59:59.000Z')).toHaveLength(1);
    expect(await setUp(undated).run('2026-09-11T00:00:00.000Z')).toEqual([]);
  });

  it('stays what an earlier run found, though others have left since', async () => {
    const { closed, run } = setUp({ ada: undefined });
    const first = await run(inTime);
    closed.ben = undefined;
    expect(await run(muchLater)).toEqual(first);
    delete closed.ada;
    expect(await run(muchLater)).toEqual(first);
  });

  it('is corrected by a date that came later', async () => {
    const { closed, run } = setUp({ ada: undefined, ben: undefined });
    await run(inTime);
    closed.ada = '2026-09-01T00:00:00.000Z';
    closed.ben = '2026-09-20T00:00:00.000Z';
    expect(await run(muchLater)).toEqual([['ada', closed.ada]]);
  });

  it('is the same after any number of late runs, whatever has happened since', async () => {
    const when = fc.option(fc.constantFrom('2026-10-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z'), { nil: undefined });
    const since = fc.array(fc.record({ who: fc.constantFrom('ada', 'ben', 'cleo'), when }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(since, async (closings) => {
        const { closed, run } = setUp({});
        expect(await run(inTime)).toEqual([]);
        for (const closing of closings) {
          closed[closing.who] = closing.when;
          expect(await run(muchLater)).toEqual([]);
        }
      }),
    );
  });
});
