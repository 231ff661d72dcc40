import { beforeEach, describe, expect, it } from 'vitest';
import { aCampaignRecord } from '../../../test/support/a-campaign-record.ts';
import { aNotification } from '../../../test/support/a-notification.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { helloTemplates } from '../../../test/support/hello-templates.ts';
import { type Resolved, resolveOperation } from '../../../test/support/resolve-operation.ts';
import { fixedClock } from '../../shared/clock.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryCampaignBook } from '../adapters/memory-campaign-book.ts';
import { memoryDeliveryTables } from '../adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../adapters/memory-notification-ledger.ts';
import { memoryPauseFlags } from '../adapters/memory-pause-flags.ts';
import { memoryTemplateStore } from '../adapters/memory-template-store.ts';
import type { Campaign } from '../domain/campaign/campaign.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { createQueryDelivery } from './query-delivery.ts';

const programId = 'product-reviews';
const now = '2026-11-20T12:00:00.000Z';
const open = () => {
  const tables = memoryDeliveryTables();
  return {
    ...{ tables, clock: fixedClock(now), ledger: memoryNotificationLedger(tables) },
    ...{ campaigns: memoryCampaignBook(), pauseFlags: memoryPauseFlags() },
    programs: memoryProgramStore<AnyProgram>([aPinnedProgram()]),
    templates: memoryTemplateStore([helloTemplates(programId)]),
  };
};
let herald: ReturnType<typeof open>;
beforeEach(() => {
  herald = open();
});

const ask = (file: string, variables: Record<string, unknown>, operationName?: string): Promise<Resolved> =>
  resolveOperation(createQueryDelivery(herald), file, { variables, ...(operationName && { operationName }) });
const stored = (overrides: Partial<Notification>): Notification => {
  const one = aNotification({ programId, ...overrides });
  herald.tables.notifications.set(one.id, one);
  return one;
};
const wrongInput = (message: string) => [
  { errorType: 'InvalidInputError', message: expect.stringContaining(message) as string },
];

describe('notification', () => {
  it('tells all that happened to a message, oldest first, and no contact point', async () => {
    const attempt = { number: 1, provider: 'sms-service', startedAt: '2026-11-20T11:00:02.000Z' } as const;
    const accepted = { ...attempt, endedAt: '2026-11-20T11:00:03.000Z', outcome: 'accepted', providerMessageId: 'm-1' };
    const { id } = stored({
      ...{ state: 'delivered', reason: 'replay', round: 2, cost: { parts: 2, usd: 0.0166 } },
      attempts: [accepted as Notification['attempts'][number]],
      date: { delivered: '2026-11-20T11:00:09.000Z', queued: '2026-11-20T11:00:01.000Z' },
    });
    const result = await ask('notification.graphql', { id });
    expect(result.errors).toEqual([]);
    expect(result.data.notification).toMatchObject({
      ...{ id, programId, state: 'delivered', reason: 'replay', address: '+1…23', campaignId: null, dueAt: null },
      ...{ parts: 2, costUsd: 0.0166, attempts: [{ ...accepted, code: null, message: null }] },
      timeline: [
        { what: 'queued', at: '2026-11-20T11:00:01.000Z' },
        { what: 'delivered', at: '2026-11-20T11:00:09.000Z' },
      ],
    });
    expect(JSON.stringify(result)).not.toContain('2025550123');
  });

  it('hands AppSync nothing that a log must not have, asked for or not', async () => {
    const { id } = stored({ variables: { url: 'https://pages.example/confirm/secret' } });
    const event = { arguments: { id }, identity: null, info: { fieldName: 'notification' } };
    const answer = JSON.stringify(await createQueryDelivery(herald)(event));
    for (const kept of ['2025550123', 'secret', 'a'.repeat(64)]) expect(answer).not.toContain(kept);
  });

  it.each([
    ['fan.of.tea@example.com', 'f…@example.com'],
    ['"odd@local"@example.com', '"…@example.com'],
    ['+12025550123', '+1…23'],
    ['', ''],
  ])('masks %s as %s', async (address, masked) => {
    const { id } = stored({ address });
    expect((await ask('notification.graphql', { id })).data.notification).toMatchObject({ address: masked });
  });

  it('is null when there is none, and refuses an empty id', async () => {
    expect(await ask('notification.graphql', { id: 'f'.repeat(32) })).toEqual({
      data: { notification: null },
      errors: [],
    });
    expect((await ask('notification.graphql', { id: '' })).errors).toMatchObject(wrongInput('id: must not be empty'));
  });
});

describe('contactHistory', () => {
  const history = (variables: Record<string, unknown> = {}) =>
    ask('contact-history.graphql', { customerId: 'customer-1', ...variables });

  it('pages through what a customer was sent or was not, newest first', async () => {
    stored({ id: 'a1', createdAt: '2026-11-18T10:00:00.000Z' });
    stored({ id: 'b2', createdAt: '2026-11-20T10:00:00.000Z', state: 'suppressed', reason: 'cap:program:30d' });
    stored({ id: 'c3', createdAt: '2026-11-19T10:00:00.000Z' });
    stored({ id: 'd4', createdAt: '2026-11-19T10:00:00.000Z', customerId: 'customer-2' });
    const first = await history({ limit: 2 });
    expect(first.errors).toEqual([]);
    expect(first.data.contactHistory).toMatchObject({
      items: [{ id: 'b2', state: 'suppressed', reason: 'cap:program:30d', address: '+1…23' }, { id: 'c3' }],
    });
    const { nextToken } = first.data.contactHistory as { nextToken: string };
    const second = await history({ limit: 2, nextToken });
    expect(second.data.contactHistory).toMatchObject({ items: [{ id: 'a1' }], nextToken: null });
    expect(JSON.stringify([first, second])).not.toContain('2025550123');
  });

  it('of somebody whom nobody ever wrote to is empty', async () => {
    expect((await history()).data.contactHistory).toEqual({ items: [], nextToken: null });
  });

  it.each([
    [{ limit: 101 }, 'limit: must be at most 100'],
    [{ limit: 0 }, 'limit: must be at least 1'],
    [{ nextToken: 'nonsense' }, 'nextToken'],
    [{ nextToken: 'x'.repeat(4_097) }, 'nextToken: is too long'],
    [{ customerId: '' }, 'customerId: must not be empty'],
  ])('refuses %o', async (wrong, message) => {
    expect((await history(wrong)).errors).toMatchObject(wrongInput(message));
  });
});

describe('campaigns', () => {
  const campaigns = (variables: Record<string, unknown> = {}) =>
    ask('campaigns.graphql', { programId, ...variables }, 'Campaigns');
  const statusOf = async (overrides: Partial<Campaign> = {}) => {
    await herald.campaigns.put(aCampaignRecord(overrides));
    return (await campaigns()).data.campaigns;
  };

  it('pages through a program’s, newest first', async () => {
    const older = aCampaignRecord({
      campaignId: `${programId}:2026-11-18:001:US`,
      plannedAt: '2026-11-19T02:30:00.000Z',
    });
    const newer = aCampaignRecord();
    await herald.campaigns.put(older);
    await herald.campaigns.put(newer);
    const first = await campaigns({ limit: 1 });
    expect(first.errors).toEqual([]);
    expect(first.data.campaigns).toMatchObject({ items: [{ ...newer, status: 'running' }] });
    const { nextToken } = first.data.campaigns as { nextToken: string };
    const second = await campaigns({ limit: 1, nextToken });
    expect(second.data.campaigns).toEqual({ items: [{ ...older, status: 'running' }], nextToken: null });
  });

  it('lists a sale’s reminders, which are for every marketplace and channel', async () => {
    const {
      marketplace: _m,
      channel: _c,
      runId: _r,
      ...sale
    } = aCampaignRecord({ campaignId: `${programId}:e:public` });
    await herald.campaigns.put(sale);
    const { data, errors } = await campaigns();
    expect(errors).toEqual([]);
    expect(data.campaigns).toMatchObject({ items: [{ ...sale, status: 'running', marketplace: null, channel: null }] });
  });

  it.each(['planning', 'failed'] as const)('shows one that is %s as such', async (status) => {
    expect(await statusOf({ status })).toMatchObject({ items: [{ status }] });
  });

  it.each([
    [`campaign#${aCampaignRecord().campaignId}`, 'paused'],
    [`campaign#${aCampaignRecord().campaignId}`, 'stopped'],
    [`program#${programId}`, 'paused'],
    ['campaign#another', undefined],
  ] as const)('minds the flag of %s: %s', async (scope, state) => {
    await herald.pauseFlags.set(scope, { state: state ?? 'paused', at: now, by: 'op', reason: 'a wrong price' });
    expect(await statusOf()).toMatchObject({ items: [{ status: state ?? 'running' }] });
  });

  it('refuses a token it never gave out, and has none of a program that planned none', async () => {
    expect((await campaigns({ nextToken: 'nonsense' })).errors).toMatchObject(wrongInput('nextToken'));
    expect((await campaigns({ programId: 'other' })).data.campaigns).toEqual({ items: [], nextToken: null });
  });
});

describe('campaignReport', () => {
  const { campaignId } = aCampaignRecord();
  const report = (id = campaignId) => ask('campaigns.graphql', { campaignId: id }, 'CampaignReport');

  it('counts the campaign’s messages as they stand now, tests and others’ left out', async () => {
    await herald.campaigns.put(aCampaignRecord());
    const attempts = [
      { number: 1, provider: 'ses', startedAt: '2026-11-20T11:00:00.000Z', outcome: 'accepted' },
    ] as const;
    const date = { queued: '2026-11-20T11:00:00.000Z', delivered: '2026-11-20T11:00:04.000Z' };
    stored({ id: 'a1', campaignId, channel: 'email', state: 'delivered', attempts: [...attempts], date });
    stored({ id: 'b2', campaignId, state: 'suppressed', reason: 'no-consent', date: { suppressed: now } });
    stored({ id: 'c3', campaignId, state: 'expired', reason: 'missed-window' });
    stored({ id: 'd4', campaignId, test: true });
    stored({ id: 'e5', campaignId: 'another' });
    const { data, errors } = await report();
    expect(errors).toEqual([]);
    expect(data.campaignReport).toEqual({
      ...{ campaignId, countedAt: now, planned: 2, sent: 1, delivered: 1, bounced: 0, converted: 0, costUsd: 0.0001 },
      ...{ opened: 0, machineOpened: 0, clicked: 0, machineClicked: 0 },
      byState: ['delivered', 'expired', 'suppressed'].map((name) => ({ name, count: 1 })),
      refusedByReason: [{ name: 'no-consent', count: 1 }],
      withheldByReason: [{ name: 'missed-window', count: 1 }],
      channels: [
        {
          ...{ channel: 'email', provider: 'ses', sent: 1, delivered: 1, deliveryRate: 1 },
          ...{ medianDeliverySeconds: 4, p99DeliverySeconds: 4 },
        },
      ],
    });
  });

  it('is empty for one that has written to nobody, and not to be had of one that nobody planned', async () => {
    await herald.campaigns.put(aCampaignRecord({ dryRun: true }));
    expect((await report()).data.campaignReport).toMatchObject({ planned: 0, byState: [], channels: [] });
    expect((await report('product-reviews:none:US')).errors).toMatchObject([{ errorType: 'NotFoundError' }]);
    expect((await report('')).errors).toMatchObject(wrongInput('campaignId'));
  });
});

describe('uplift', () => {
  const period = { from: '2026-11-19T00:00:00Z', to: '2026-11-21T00:00:00Z' };
  const uplift = (variables: Record<string, unknown> = {}) =>
    ask('campaigns.graphql', { programId, ...period, ...variables }, 'Uplift');
  const message = (id: string, overrides: Partial<Notification> = {}) =>
    stored({ id, customerId: `c-${id}`, createdAt: '2026-11-20T10:00:00.000Z', ...overrides });
  const held = { state: 'suppressed', reason: 'holdout' } as const;
  const converted = '2026-11-20T20:00:00.000Z';

  it('counts each customer once over all campaigns of the time, whether the message arrived or not', async () => {
    const queued = '2026-11-20T10:00:00.000Z';
    message('a1', { customerId: 'twice', campaignId: 'one', date: { queued } });
    message('a2', { customerId: 'twice', campaignId: 'two', date: { queued, converted } });
    message('a3', { state: 'failed', campaignId: 'two' });
    message('a4', { createdAt: '2026-11-19T00:00:00.000Z' });
    message('b1', { ...held, customerId: 'kept', campaignId: 'one', date: { suppressed: queued, converted } });
    message('b2', { ...held, customerId: 'kept', campaignId: 'two', date: { suppressed: queued } });
    message('c1', { state: 'suppressed', reason: 'no-consent', date: { suppressed: queued, converted } });
    message('c2', { createdAt: '2026-11-21T00:00:00.000Z' });
    message('c3', { createdAt: '2026-11-18T23:59:59.999Z' });
    message('c4', { programId: 'other' });
    message('c5', { test: true });
    const { data, errors } = await uplift();
    expect(errors).toEqual([]);
    expect(data.uplift).toMatchObject({
      programId,
      contacted: { customers: 3, converted: 1, rate: 1 / 3 },
      holdout: { customers: 1, converted: 1, rate: 1 },
      difference: 1 / 3 - 1,
    });
  });

  it('leaves out what the holdout spares: it is no part of the experiment', async () => {
    const urgent = { purpose: 'service', priority: 'urgent' } as const;
    message('a1', { ...urgent, critical: true, date: { converted } });
    message('a2', { ...urgent, date: { converted } });
    message('a3', { ...urgent, critical: false });
    message('b1', { ...urgent, ...held, critical: false });
    expect((await uplift()).data.uplift).toMatchObject({
      ...{ contacted: { customers: 1, converted: 0 }, holdout: { customers: 1, converted: 0 } },
    });
  });

  it('says nothing about a difference while a group is empty', async () => {
    message('a1');
    expect((await uplift()).data.uplift).toMatchObject({
      ...{ contacted: { customers: 1, converted: 0, rate: 0 }, holdout: { customers: 0, converted: 0, rate: null } },
      ...{ difference: null, low: null, high: null },
    });
  });

  it.each([
    [{ to: period.from }, 'to: must be after from, by at most 92 days'],
    [{ from: '2026-08-20T23:59:59Z' }, 'to: must be after from, by at most 92 days'],
    [{ from: 'yesterday' }, 'from:'],
    [{ programId: '' }, 'programId: must not be empty'],
  ])('refuses %o', async (wrong, message_) => {
    expect((await uplift(wrong)).errors).toMatchObject(wrongInput(message_));
  });
});

describe('preview', () => {
  const asked = { programId, templateId: 'hello', channel: 'email', locale: 'en-US', marketplace: 'US' };
  const preview = (variables: Record<string, unknown> = {}) =>
    ask('operate-delivery.graphql', { ...asked, ...variables }, 'Preview');

  it('shows an e-mail with sample data and the marketplace’s footer', async () => {
    const { data, errors } = await preview();
    expect(errors).toEqual([]);
    expect(data.preview).toEqual({
      ...{ subject: 'Hi Ann', text: 'Hi Ann\n', locale: 'en', parts: null, encoding: null },
      html: expect.stringMatching(/<p>Hi Ann<\/p>.*CAN-SPAM/) as string,
    });
  });

  it('shows an SMS with its parts, and what was given instead of the sample', async () => {
    const sms = { channel: 'sms', variables: '{"name":"Zoë"}' };
    expect((await preview(sms)).data.preview).toEqual({
      ...{ subject: null, html: null, text: 'Hi Zoë', locale: 'en', parts: 1, encoding: 'UCS-2' },
    });
  });

  it.each([
    [
      'variables that are no JSON',
      { variables: '{name: Ann}' },
      'InvalidInputError',
      'variables must be a JSON object',
    ],
    ['a list of variables', { variables: '["Ann"]' }, 'InvalidInputError', 'variables must be a JSON object'],
    ['a variable of another type', { variables: '{"name":7}' }, 'InvalidInputError', 'variable "name" is not a text'],
    ['a variable too many', { variables: '{"age":7}' }, 'InvalidInputError', 'variable "age" is none'],
    ['a marketplace there is not', { marketplace: 'XX' }, 'InvalidInputError', 'marketplace'],
    ['a locale that can’t be one', { locale: 'x' }, 'InvalidInputError', 'locale: must be a BCP 47 tag'],
    ['another program', { programId: 'none' }, 'NotFoundError', 'There is no program none'],
    ['another template', { templateId: 'none' }, 'NotFoundError', 'no template none for email'],
  ])('refuses %s', async (_, wrong, errorType, message) => {
    const { errors } = await preview(wrong);
    expect(errors).toMatchObject([{ errorType, message: expect.stringContaining(message) as string }]);
  });
});

it('refuses a field it does not know, even one every object has', async () => {
  const event = { arguments: {}, identity: null, info: { fieldName: 'toString' } };
  await expect(createQueryDelivery(herald)(event)).rejects.toMatchObject({ name: 'InvalidInputError' });
});
