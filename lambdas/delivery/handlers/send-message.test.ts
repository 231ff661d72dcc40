import { describe, expect, it } from 'vitest';
import { aSendingProgram } from '../../../test/support/a-gate.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aQueued, aSender, sendingNow } from '../../../test/support/a-sender.ts';
import { InvalidInputError, TransientError } from '../../shared/errors.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { SendOutcome } from '../domain/sending/outgoing-message.ts';
import type { SendDeps } from './sending/send-deps.ts';

const many = (count: number, overrides: Partial<Notification> = {}) =>
  Array.from({ length: count }, () => aQueued(overrides));
const seconds = (n: number): string => new Date(Date.parse(sendingNow) + n * 1_000).toISOString();
const email = { channel: 'email' as const, provider: 'ses' as const, address: 'ann@example.com' };

describe('sending what is queued', () => {
  it('claims, sends with its echo fields, and keeps what the provider answered', async () => {
    const sms = aQueued();
    const { work, providers, stored, counted } = await aSender([sms]);
    expect(await work()).toEqual({ batchItemFailures: [] });
    expect(providers['end-user-messaging'].received).toEqual([
      {
        ...{ notificationId: sms.id, attempt: 1, to: '+12025550123', marketplace: 'US', from: '+12025550100' },
        ...{ content: { kind: 'sms', text: 'Hi Ann', parts: 1 }, headers: {}, validForSeconds: 3_600 },
      },
    ]);
    expect(stored(sms.id)).toMatchObject({
      ...{ state: 'accepted', providerMessageId: `p-${sms.id}` },
      attempts: [{ number: 1, provider: 'end-user-messaging', outcome: 'accepted' }],
    });
    expect(counted).toMatchObject({ MessagesSent: 1 });
  });

  it('lets an e-mail be refused by one click', async () => {
    const one = aQueued(email);
    const { work, providers } = await aSender([one]);
    await work();
    expect(providers.ses.received[0]).toMatchObject({
      from: 'Herald <reviews@us.herald.example>',
      content: { kind: 'email', subject: 'Hi Ann', text: 'Hi Ann\n' },
      headers: {
        'List-Unsubscribe': `<https://api.example/unsubscribe/${one.id}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
  });

  it.each([
    ['US', 'marketing', true],
    ['US', 'service', false],
    ['DE', 'marketing', false],
  ] as const)('tracks in %s for %s: %s', async (marketplace, purpose, tracked) => {
    const one = aQueued({ ...email, marketplace, purpose, zone: 'America/New_York' });
    const { work, providers } = await aSender([one]);
    await work();
    const html = JSON.stringify(providers.ses.received).replaceAll('\\"', '"');
    expect(html.includes(`href="https://pages.example/click/${one.id}"`)).toBe(tracked);
    expect(html.includes(`src="https://pages.example/open/${one.id}"`)).toBe(tracked);
    expect(html.includes('href="https://shop.example/x"')).toBe(!tracked);
  });

  it('gives up no message because links can’t be signed', async () => {
    const one = aQueued();
    const broken = async () => Promise.reject(new InvalidInputError('no key', { whatToDo: '' }));
    const { work, stored } = await aSender([one], { wrap: (deps) => ({ ...deps, links: { url: broken } }) });
    expect(await work()).toEqual({ batchItemFailures: [{ itemIdentifier: `m-${one.id}` }] });
    expect(stored(one.id).state).toBe('queued');
  });

  it('comes again within a minute when a table or a secret was away, and leaves the queue', async () => {
    const one = aQueued();
    const away = async () => Promise.reject(new TransientError('throttled', { whatToDo: '' }));
    const { work, stored } = await aSender([one], { wrap: (deps) => ({ ...deps, links: { url: away } }) });
    expect(await work()).toEqual({ batchItemFailures: [] });
    const heldUntil = new Date(Date.parse(sendingNow) + 30_000).toISOString();
    expect(stored(one.id)).toMatchObject({ state: 'scheduled', heldUntil, reason: 'service-away', attempts: [] });
  });

  it('does nothing about what is not queued, not there, or named twice', async () => {
    const [one, other] = [aQueued(), aQueued({ state: 'accepted' })];
    const { work, received } = await aSender([one, other]);
    expect(await work([one.id, one.id, other.id, 'nobody'])).toEqual({ batchItemFailures: [] });
    await work();
    expect(received()).toHaveLength(1);
  });

  it('sends once when the same entry is worked on by many at a time', async () => {
    const batch = many(15);
    const { work, received } = await aSender(batch);
    await Promise.all(Array.from({ length: 6 }, () => work()));
    expect(received()).toHaveLength(15);
  });

  it('reports back an entry that names nothing, and goes on with the others', async () => {
    const one = aQueued();
    const { handler, stored } = await aSender([one]);
    const Records = [
      { messageId: 'bad', body: 'not json' },
      { messageId: 'good', body: JSON.stringify({ notificationId: one.id }) },
    ];
    const answer = await handler({ Records }, { getRemainingTimeInMillis: () => 120_000 });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
    expect(stored(one.id).state).toBe('accepted');
  });

  it('puts back what there is no time left for', async () => {
    const one = aQueued();
    const { work, received, stored } = await aSender([one]);
    await work([one.id], 20_000);
    expect(received()).toEqual([]);
    expect(stored(one.id)).toMatchObject({ state: 'scheduled', heldUntil: sendingNow, reason: 'out-of-time' });
  });
});

describe('the last look', () => {
  it('refuses who may no longer be written to, and gives the cap back', async () => {
    const one = aQueued();
    const { deps, tables, work, stored, received } = await aSender([one]);
    const grant = { at: sendingNow, programId: 'reminders', channel: 'sms' as const };
    const { customerId } = one;
    tables.policies.set(customerId, {
      customerId,
      version: 1,
      consent: {},
      optOuts: ['all'],
      grants: { [one.id]: grant },
    });
    await deps.policies.suppress({ addressHash: 'h2', reason: 'stop', at: sendingNow, source: 'sms:STOP' });
    const stopped = aQueued({ addressHash: 'h2' });
    tables.notifications.set(stopped.id, stopped);
    await work();
    expect(received()).toEqual([]);
    expect(stored(one.id)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    expect(stored(stopped.id)).toMatchObject({ state: 'suppressed', reason: 'suppressed:stop' });
    expect(tables.policies.get(customerId)?.grants).toEqual({});
  });

  it('expires what is worth nothing any more', async () => {
    const one = aQueued({ expiresAt: sendingNow });
    const { work, stored } = await aSender([one]);
    await work();
    expect(stored(one.id).state).toBe('expired');
  });

  it.each([
    ['paused', { state: 'scheduled', reason: 'paused', dueAt: sendingNow }],
    ['stopped', { state: 'cancelled', reason: 'stopped' }],
  ] as const)('holds a %s campaign', async (state, expected) => {
    const one = aQueued({ campaignId: 'c1', expiresAt: seconds(7_200) });
    const { deps, work, stored, received } = await aSender([one]);
    await deps.pauseFlags.set('campaign#c1', { state, at: sendingNow, by: 'op', reason: 'test' });
    await work();
    expect(received()).toEqual([]);
    expect(stored(one.id)).toMatchObject(expected);
  });

  it('waits for the end of quiet hours', async () => {
    const one = aQueued({ zone: 'Asia/Tokyo', marketplace: 'JP', expiresAt: seconds(86_400) });
    const { work, stored } = await aSender([one]);
    await work();
    expect(stored(one.id)).toMatchObject({
      state: 'scheduled',
      reason: 'quiet-hours',
      dueAt: '2026-11-20T23:00:00.000Z',
    });
  });

  it('moves an overdue message of a campaign to the next send time, its grant too, or lets it expire', async () => {
    const { program } = aPinnedProgram();
    const reviews = { ...aSendingProgram('reminders'), program: { ...program, programId: 'reminders' } };
    const late = { ...email, campaignId: 'c1', dueAt: '2026-11-20T14:59:00.000Z', zone: 'America/New_York' };
    const consent = { marketing: { email: { granted: true, at: sendingNow, source: 'import' } } };
    const [moved, gone] = [
      aQueued({ ...late, expiresAt: seconds(86_400) }),
      aQueued({ ...late, expiresAt: seconds(3_600) }),
    ];
    const { tables, work, stored } = await aSender([moved, gone], { program: reviews });
    for (const { id, customerId, dueAt = '', programId, channel } of [gone, moved]) {
      const grants = { [id]: { at: dueAt, programId, channel } };
      tables.policies.set(customerId, { customerId, version: 1, consent, optOuts: [], grants });
    }
    await work();
    expect(stored(moved.id)).toMatchObject({ state: 'scheduled', dueAt: '2026-11-21T15:00:00.000Z' });
    expect(tables.policies.get(moved.customerId)?.grants[moved.id]?.at).toBe('2026-11-21T15:00:00.000Z');
    expect(stored(gone.id).state).toBe('expired');
  });

  it('cancels a message that cannot be written, without having tried it', async () => {
    const one = aQueued({ variables: {} });
    const { work, stored, received } = await aSender([one]);
    expect(await work()).toEqual({ batchItemFailures: [] });
    expect(received()).toEqual([]);
    expect(stored(one.id)).toMatchObject({ state: 'cancelled', reason: 'cannot-render', attempts: [] });
  });
});

describe('what a provider answers', () => {
  const answers = async (outcome: SendOutcome) => {
    const one = aQueued();
    const sender = await aSender([one], { answer: () => outcome });
    await sender.work();
    return { ...sender, notification: sender.stored(one.id) };
  };

  it('a transient failure waits for its next attempt, no shorter than Retry-After', async () => {
    const soon = await answers({ kind: 'transient', code: '500', message: 'x' });
    expect(soon.notification).toMatchObject({ state: 'scheduled', reason: '500', heldUntil: seconds(2.5) });
    const later = await answers({ kind: 'transient', code: '20429', message: 'x', retryAfterMs: 60_000 });
    expect(later.notification).toMatchObject({ state: 'scheduled', heldUntil: seconds(60), dueAt: sendingNow });
  });

  it('a permanent one fails at once and suppresses a dead number', async () => {
    const { notification, tables, counted } = await answers({
      ...{ kind: 'permanent', code: '21211', message: 'x', suppress: 'invalid' },
    });
    expect(notification).toMatchObject({ state: 'failed', reason: '21211' });
    expect(tables.suppressions.get(notification.addressHash)).toMatchObject([{ reason: 'invalid' }]);
    expect(counted).toMatchObject({ MessagesFailed: 1 });
  });

  it('silence is never sent again', async () => {
    const { notification, work, received, counted } = await answers({
      kind: 'unknown',
      code: 'TimeoutError',
      message: 'x',
    });
    expect(notification).toMatchObject({ state: 'unknown', attempts: [{ outcome: 'unknown' }] });
    await work();
    expect(received()).toHaveLength(1);
    expect(counted).toMatchObject({ MessagesUnknown: 1 });
  });

  it('a spend limit pauses the program, raises the metric and keeps the message', async () => {
    const { notification, deps, counted } = await answers({ kind: 'stop-program', code: 'SPEND', message: 'x' });
    expect(notification).toMatchObject({ state: 'scheduled', reason: 'SPEND' });
    expect(await deps.pauseFlags.get('program#reminders')).toMatchObject({ state: 'paused', reason: 'SPEND' });
    expect(counted).toMatchObject({ SpendLimitReached: 1 });
  });

  it('is kept when breakers or suppressions can’t be written, which is reported', async () => {
    const [accepted, dead] = [aQueued(), aQueued({ address: '+12025550199' })];
    const away = async () => Promise.reject(new Error('table away'));
    const { work, stored } = await aSender([accepted, dead], {
      answer: ({ to }) =>
        to === dead.address
          ? { kind: 'permanent', code: '21211', message: 'x', suppress: 'invalid' }
          : { kind: 'accepted', providerMessageId: 'p1' },
      wrap: (deps) => ({
        ...deps,
        breakers: { ...deps.breakers, report: away },
        policies: { ...deps.policies, suppress: away },
      }),
    });
    expect(await work()).toEqual({ batchItemFailures: [{ itemIdentifier: `m-${dead.id}` }] });
    expect([stored(accepted.id).state, stored(dead.id).state]).toEqual(['accepted', 'failed']);
  });

  it('a receipt that is faster than the answer is not taken back', async () => {
    const one = aQueued();
    const sender = await aSender([one], {
      answer: async () => {
        const claimed = sender.stored(one.id);
        sender.tables.notifications.set(one.id, { ...claimed, state: 'delivered', revision: claimed.revision + 1 });
        return { kind: 'accepted', providerMessageId: 'p1' };
      },
    });
    await sender.work();
    expect(sender.stored(one.id)).toMatchObject({ state: 'delivered' });
    expect(sender.received()).toHaveLength(1);
  });
});

describe('a provider that is down', () => {
  const down = (name: string) => (): SendOutcome => ({ kind: 'transient', code: name, message: 'x' });

  it('hands its messages to the channel’s next one, and lets one probe', async () => {
    const batch = many(20);
    const sender = await aSender(batch, { answer: down('500') });
    await sender.work();
    const rerouted = batch.filter(({ id }) => sender.stored(id).provider === 'sms-service');
    expect(sender.received()).toHaveLength(10);
    expect(rerouted.map(({ id }) => sender.stored(id).state)).toEqual(Array(10).fill('queued'));
    expect(sender.counted).toMatchObject({ MessagesRerouted: 10 });
  });

  it('keeps its messages when nobody else can take them, and starts with the first again', async () => {
    const batch = many(20, { provider: 'sms-service' });
    const sender = await aSender(batch, { answer: down('500') });
    await sender.work();
    const held = batch.map(({ id }) => sender.stored(id)).filter(({ reason }) => reason === 'provider-away');
    expect(held).toHaveLength(10);
    for (const one of held)
      expect(one).toMatchObject({ state: 'scheduled', provider: 'end-user-messaging', heldUntil: seconds(60) });
  });

  it('is not asked whether it is back by a message’s last attempt, which another provider can take', async () => {
    const tried = (number: number) =>
      ({ number, provider: 'end-user-messaging', startedAt: sendingNow, outcome: 'transient' }) as const;
    const [first, last] = [aQueued(), aQueued({ attempts: [tried(1), tried(2)] })];
    const sender = await aSender([first, last], { answer: down('500') });
    const openUntilNow = Date.parse(sendingNow) - 10_000;
    for (let n = 0; n < 10; n += 1) await sender.deps.breakers.report('end-user-messaging', 'failed', openUntilNow);
    await sender.work([last.id]);
    expect(sender.stored(last.id)).toMatchObject({ state: 'queued', provider: 'sms-service', attempts: [{}, {}] });
    await sender.work([first.id]);
    expect(sender.received().map(({ notificationId }) => notificationId)).toEqual([first.id]);
  });

  it('gets no message that another worker has meanwhile handed on', async () => {
    const one = aQueued();
    const sender = await aSender([one], {
      wrap: (deps) => ({ ...deps, breakers: { ...deps.breakers, state: async () => handOn() } }),
    });
    const handOn = () => {
      const handed = { ...one, provider: 'sms-service' as const, revision: one.revision + 1 };
      sender.tables.notifications.set(one.id, handed);
      return 'closed' as const;
    };
    await sender.work();
    expect(sender.received()).toEqual([]);
    expect(sender.stored(one.id)).toMatchObject({ state: 'queued', provider: 'sms-service', attempts: [] });
  });

  it('is not thought down because it is asked too fast', async () => {
    const sender = await aSender(many(30), {
      answer: () => ({ kind: 'transient', code: '429', message: 'x', providerUp: true }),
    });
    await sender.work();
    expect(sender.received()).toHaveLength(30);
  });
});

describe('a limited provider', () => {
  const limited = (count: number, perSecond: number) =>
    aSender(many(count), { wrap: (deps) => ({ ...deps, rates: { 'end-user-messaging': perSecond } }) });

  it('gets no more than its limit in any second from several workers, and nearly that', async () => {
    const { work, sentAt, tables } = await limited(300, 50);
    const ids = [...tables.notifications.keys()];
    await Promise.all([0, 100, 200].map((from) => work(ids.slice(from, from + 100))));
    const sorted = sentAt.sort((a, b) => a - b);
    for (const [index, at] of sorted.entries())
      expect((sorted[index + 50] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(1_000);
    expect(sorted).toHaveLength(300);
    expect((299 * 1_000) / ((sorted.at(-1) as number) - (sorted[0] as number))).toBeGreaterThan(50 * 0.95);
  });

  it('is spared who would wait too long: they go back to waiting', async () => {
    const { deps, work, stored, tables } = await limited(1, 1);
    await deps.limiter.lease({
      ...{ provider: 'end-user-messaging', count: 60, perSecond: 1, maxWaitMs: 10_000, now: Date.parse(sendingNow) },
    });
    await work();
    const [id = ''] = tables.notifications.keys();
    expect(stored(id)).toMatchObject({ state: 'scheduled', reason: 'rate-limit', dueAt: sendingNow });
    expect((stored(id).heldUntil as string) > seconds(60)).toBe(true);
  });

  describe('whose slot is missed after the claim', () => {
    type Lease = SendDeps['limiter']['lease'];
    const missing = async (again: Lease) => {
      const one = aQueued();
      let leases = 0;
      const late: Lease = async ({ now }) => ({ kind: 'leased', startsAt: now - 1_000, intervalMs: 1 });
      const lease: Lease = (request) => {
        leases += 1;
        return leases % 2 === 1 ? late(request) : again(request);
      };
      const rates = { 'end-user-messaging': 50 };
      const sender = await aSender([one], { wrap: (deps) => ({ ...deps, rates, limiter: { lease } }) });
      const sendAgain = async (): Promise<void> => {
        const { heldUntil: _, ...waiting } = sender.stored(one.id);
        sender.tables.notifications.set(one.id, { ...waiting, state: 'queued' });
        await sender.work();
      };
      return { ...sender, sendAgain, now: () => sender.stored(one.id) };
    };

    it('has not had an attempt: it waits, and never fails for want of slots', async () => {
      const { sendAgain, now, received } = await missing(async ({ now: at }) => ({
        kind: 'full',
        retryAt: at + 60_000,
      }));
      for (let time = 1; time <= 5; time += 1) {
        await sendAgain();
        expect(now()).toMatchObject({ state: 'scheduled', reason: 'no-slot' });
      }
      expect(received()).toEqual([]);
    });

    it('is known not to have been sent when slots can’t be taken', async () => {
      const { sendAgain, now, received } = await missing(async () => Promise.reject(new Error('table away')));
      await sendAgain();
      expect(now()).toMatchObject({ state: 'scheduled', reason: 'no-slot' });
      expect(received()).toEqual([]);
    });
  });
});
