import { describe, expect, it } from 'vitest';
import { aNotification } from '../../../test/support/a-notification.ts';
import type { RunLedger } from '../../candidates/index.ts';
import type { Notification, NotificationLedger } from '../../delivery/index.ts';
import { ledgerDayReports } from './ledger-day-reports.ts';
import { ledgerMessages } from './ledger-messages.ts';
import { ledgerRuns } from './ledger-runs.ts';

type Asked = Parameters<NotificationLedger['ofProgram']>[0];
const ledgerOf = (notifications: Notification[]) => {
  const asked: Asked[] = [];
  const ofProgram = async function* (query: Asked) {
    asked.push(query);
    yield notifications;
  };
  return { asked, ofProgram };
};
const sent = aNotification({
  state: 'accepted',
  date: { queued: '2026-11-20T10:00:00Z', accepted: '2026-11-20T10:00:01Z' },
  attempts: [],
});
const test = aNotification({ ...sent, id: 'test', test: true });

describe('messages of the ledger', () => {
  it('are of every state, without those of tests', async () => {
    const ledger = ledgerOf([sent, test]);
    const found: { id: string; spared: boolean }[] = [];
    const query = { programId: 'p', from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
    for await (const page of ledgerMessages(ledger).created(query)) found.push(...page);
    expect(found.map(({ id, spared }) => [id, spared])).toEqual([[sent.id, false]]);
    expect(ledger.asked).toMatchObject([query]);
    expect(ledger.asked[0]?.states).toEqual(expect.arrayContaining(['scheduled', 'suppressed', 'unconfirmed']));
  });

  it('that the holdout spares say so', async () => {
    for await (const [critical] of ledgerMessages(ledgerOf([{ ...sent, critical: true }])).created({
      programId: 'p',
      from: '',
      to: '',
    }))
      expect(critical?.spared).toBe(true);
    expect.assertions(1);
  });

  it('of a day are counted as a campaign’s are', async () => {
    const ledger = ledgerOf([
      sent,
      test,
      aNotification({ id: 'no', state: 'suppressed', reason: 'no-consent', date: {} }),
    ]);
    const report = await ledgerDayReports(ledger).ofDay('p', '2026-11-20');
    expect(report).toMatchObject({ planned: 1, sent: 1, refusedByReason: [{ name: 'no-consent', count: 1 }] });
    expect(ledger.asked).toMatchObject([{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' }]);
  });
});

describe('runs of the ledger', () => {
  type Runs = Awaited<ReturnType<RunLedger['list']>>['items'];
  const runOf = (day: string, startedAt: string) =>
    ({ runId: `p:${day}`, day, startedAt, status: 'failed' }) as Runs[number];
  const pages: Record<string, { items: Runs; nextToken?: string }> = {
    first: {
      items: [runOf('2026-11-20', '2026-11-21T02:00:00Z'), runOf('2026-11-19', '2026-11-20T02:00:00Z')],
      nextToken: 'second',
    },
    second: {
      items: [runOf('2026-11-01', '2026-11-20T15:00:00Z'), runOf('2026-10-01', '2026-10-02T02:00:00Z')],
      nextToken: 'third',
    },
    third: { items: [] },
  };

  it('are those that started on the day, a re-run of an older one, too; nobody reads on for ever', async () => {
    const asked: (string | undefined)[] = [];
    const list: RunLedger['list'] = async (_program, { nextToken }) => {
      asked.push(nextToken);
      return pages[nextToken ?? 'first'] ?? { items: [] };
    };
    const runs = await ledgerRuns({ list }).startedOn('p', '2026-11-20');
    expect(runs.map(({ runId }) => runId)).toEqual(['p:2026-11-19', 'p:2026-11-01']);
    expect(asked).toEqual([undefined, 'second']);
  });
});
