// Who is not helped, and why it can be told afterwards: filters, the gate, and events that are none.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zoneWhereItIs } from '../../../scripts/seed/zones.ts';
import { deployReactiveCopy } from '../../support/a-reactive-copy.ts';
import { pick } from '../../support/deployed.ts';
import {
  aCrash,
  aCustomerAtHighRisk,
  aKnownCustomer,
  casesOf,
  crash,
  decisionsAbout,
  handleFor,
  type Known,
  lowRisk,
  programId,
  putOnBus,
  theCase,
} from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { messagesOf, reached } from '../../support/ledger.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { dataOf } from '../../support/operations.ts';
import { patience } from '../../support/patience.ts';
import { putContact } from '../../support/seed-facts.ts';
import { emailsTo, smsTo } from '../../support/simulators.ts';
import { uniqueId } from '../../support/test-programs.ts';

const dayAgo = new Date(Date.now() - 86_400_000).toISOString();
const worth = (lifetime_value: number, engagement_score: number) => ({
  engagement: { lifetime_value, engagement_score },
});

describe('a filter', () => {
  it.each<[string, string, Known, Record<string, unknown>]>([
    ['marketplace', 'marketplace-not-enabled', { contact: { marketplace: 'CA' } }, {}],
    ['trust', 'customer-not-active', { facts: { status: 'suspended' } }, {}],
    ['trust', 'customer-flagged', { facts: { flagged: true } }, {}],
    ['issue-severity', 'not-critical', {}, { errorType: 'SyncException' }],
    ['issue-severity', 'window-too-long', {}, { timeWindow: '7d' }],
    ['support-history', 'ticket-open', { support: { openTickets: [{ ticketId: '1', openedAt: dayAgo }] } }, {}],
    [
      'support-history',
      'already-resolved',
      { support: { resolved: [{ issueType: 'app_crash', at: new Date(Date.now() + 3_600_000).toISOString() }] } },
      {},
    ],
    ['churn-risk', 'lifetime-value-too-low', { features: worth(99, 0.9) }, {}],
    ['churn-risk', 'engagement-too-low', { features: worth(5_000, 0.4) }, {}],
  ])('%s rejects, and says %s', async (filter, reason, known, detail) => {
    const { customerId } = await aKnownCustomer('rejected', known);
    await crash({ customerId }, detail);
    const [decision] = await decisionsAbout(customerId);
    expect(decision).toMatchObject({ outcome: 'rejected', rejectedBy: filter, reason });
    expect(decision?.verdicts.find(({ passed }) => !passed)).toMatchObject({ filterId: filter, reason });
    expect(await casesOf(customerId)).toEqual([]);
    expect(await messagesOf(customerId, 'help')).toEqual([]);
  });
});

describe('an event that is none', () => {
  const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
  const keptOf = async (id: string): Promise<{ reason: string; event: unknown }> => {
    // Kept under the day on which it was taken: about midnight either.
    const days = [minutes(-5).slice(0, 10), minutes(5).slice(0, 10)];
    let turn = 0;
    return eventually(
      'the refused event',
      async () => {
        turn += 1;
        const Key = `rejects/error-events/${programId}/${days[turn % days.length]}/${id}.json`;
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: pick(outputs.buckets, 'data'), Key }));
        return JSON.parse((await Body?.transformToString()) ?? 'null');
      },
      { ...patience, everyMs: 250 },
    );
  };

  it.each([
    ['malformed', { timestamp: 'yesterday' }],
    ['malformed', { errorCount: '3' }],
    ['malformed', { errorCount: undefined }],
    ['malformed', { errorCount: undefined, errorcount: 3 }],
    ['malformed', { errorCount: null }],
    ['malformed', { errorCount: 2.5 }],
    ['unknown-version', { schemaVersion: '2' }],
    ['future', { timestamp: minutes(60) }], // the table is made long before its turn comes
    ['stale', { timestamp: minutes(-8 * 24 * 60) }],
  ])('is refused as %s, and kept as it came', async (reason, wrong) => {
    const customerId = uniqueId('it-refused');
    const detail = aCrash(customerId, wrong);
    const [id = ''] = await putOnBus([detail]);
    // What JSON leaves out is not there.
    expect(await keptOf(id)).toMatchObject({ reason, event: { id, detail: JSON.parse(JSON.stringify(detail)) } });
    expect(await casesOf(customerId)).toEqual([]);
  });
});

describe('the gate', () => {
  it('is not asked for who said no: no channel may be taken, and the case says so', async () => {
    const { customerId, phone, email } = await aKnownCustomer('opted-out');
    await putContact({ customerId, optOuts: [programId] });
    await crash({ customerId });
    const issue = await eventually('the case’s end of its hand-over', async () => {
      const found = await theCase(customerId);
      return found.timeline.length > 1 ? found : undefined;
    });
    expect(issue.timeline.map(({ kind }) => kind)).toEqual(['opened', 'no-channel']);
    expect(await messagesOf(customerId, 'help')).toEqual([]);
    expect([await smsTo(phone), await emailsTo(email)]).toEqual([[], []]);
  });

  it('writes to no suppressed address, and still to the other', async () => {
    const { customerId, email } = await aCustomerAtHighRisk('suppressed', async (customer) => {
      const suppression = { channel: 'email', address: customer.email, suppressed: true, reason: 'asked by phone' };
      await dataOf('operator', 'SetSuppression', suppression);
      await crash(customer);
    });
    const refused = await reached(customerId, { state: 'suppressed', step: 'help', channel: 'email' });
    expect(refused.reason).toBe('suppressed:manual');
    await reached(customerId, { state: 'delivered', step: 'help', channel: 'sms' });
    expect(await emailsTo(email)).toEqual([]);
  });

  it('keeps the share of the experiment without messages', async () => {
    const { customerId, phone, email } = await aKnownCustomer('held-out', { holdout: true });
    await crash({ customerId }, { errorType: 'AuthenticationException' }); // what is critical is spared
    expect(await reached(customerId, { state: 'suppressed', step: 'help' })).toMatchObject({ reason: 'holdout' });
    expect([await smsTo(phone), await emailsTo(email)]).toEqual([[], []]);
  });
});

describe('quiet hours', () => {
  const own = uniqueId('it-quiet');
  let copy: Awaited<ReturnType<typeof deployReactiveCopy>>;
  const zone = zoneWhereItIs(3);

  beforeAll(async () => {
    copy = await deployReactiveCopy(own, ({ delivery }) => ({ delivery: { ...delivery, quietHours: 'wait' } }));
  });
  afterAll(() => copy?.remove());

  it('are passed by what is urgent where program and marketplace say so', async () => {
    const night = await aKnownCustomer('night', { features: lowRisk, contact: { zone } });
    await crash(night);
    await reached(night.customerId, { state: 'delivered', step: 'help' });
  });

  it('hold the message where the program says so', async () => {
    const night = await aKnownCustomer('night-waits', { features: lowRisk, contact: { zone } });
    expect(await handleFor(own, aCrash(night.customerId))).toMatchObject({ kind: 'opened' });
    const [held, ...more] = await messagesOf(night.customerId, 'help');
    expect(held).toMatchObject({ state: 'scheduled', channel: 'email' });
    expect(Date.parse(held?.dueAt ?? '')).toBeGreaterThan(Date.now() + 3_600_000);
    expect(more).toEqual([]);
  });
});
