import { describe, expect, it } from 'vitest';
import { aContact, aReactiveWorld, programId } from '../../../test/support/a-reactive-world.ts';
import { anErrorEvent } from '../../../test/support/an-error-event.ts';
import { caseIdOf } from '../domain/issue-case.ts';

const customerId = 'C789';
const caseId = caseIdOf({ customerId, issueType: 'app_crash', programId, episode: 1 });

describe('an error of an active customer at high risk', () => {
  it('opens a case and sends an SMS first and an e-mail second', async () => {
    const world = await aReactiveWorld();
    expect(await world.send(anErrorEvent())).toEqual({ kind: 'opened', caseId });
    expect(
      world
        .received()
        .map(({ content }) => content.kind)
        .sort(),
    ).toEqual(['email', 'sms']);
    const issue = await world.book.get(caseId);
    expect(issue).toMatchObject({
      ...{ customerId, issueType: 'app_crash', episode: 1, severity: 'critical', marketplace: 'US', locale: 'en-US' },
      ...{ state: 'open', errorCount: 3, sightings: 1, channels: ['sms', 'email'], revision: 2 },
      fix: { known: true, toVersion: '2.5.2' },
      firstErrorAt: '2026-11-20T15:30:00.000Z',
      openedAt: '2026-11-20T17:00:00.000Z',
    });
    expect(issue?.handoverAt).toBeUndefined();
    expect([...world.tables.notifications.keys()].sort()).toEqual([...(issue?.notificationIds ?? [])].sort());
    expect([...world.tables.notifications.values()][0]).toMatchObject({
      ...{ subject: 'app_crash', occasion: 'episode-1', step: 'help', campaignId: `case:${caseId}` },
    });
    const timeline = await world.book.timeline(caseId);
    expect(timeline.map(({ kind, detail }) => [kind, detail?.channel])).toEqual([
      ['opened', undefined],
      ['message-sent', 'sms'],
      ['message-sent', 'email'],
    ]);
  });

  it('keeps why: every verdict with its facts, the score with what moved it', async () => {
    const world = await aReactiveWorld();
    await world.send(anErrorEvent({ eventId: 'e-1' }));
    const [decision] = world.book.kept.decisions;
    expect(decision).toMatchObject({ customerId, programId, subject: 'app_crash', at: '2026-11-20T15:30:00.000Z' });
    expect(decision?.record).toMatchObject({
      ...{ outcome: 'scored', eventId: 'e-1', caseId, decidedAt: '2026-11-20T17:00:00.000Z', programHash: 'h1' },
      score: { value: 0.85, band: 'high', risk: { baseline: 0.15, confidence: 'high', top: [{ value: 3 }] } },
    });
    expect(decision?.record.verdicts.map(({ filterId, passed }) => [filterId, passed])).toEqual([
      ['marketplace', true],
      ['trust', true],
      ['issue-severity', true],
      ['support-history', true],
      ['churn-risk', true],
    ]);
  });

  it('is served as a candidate of its case, by the channels that were chosen', async () => {
    const world = await aReactiveWorld();
    await world.send(anErrorEvent());
    expect([...world.book.kept.candidates.values()]).toMatchObject([
      {
        ...{ subject: 'app_crash', occasion: 'episode-1', state: 'active', score: 0.85, band: 'high' },
        ...{ runId: `case:${caseId}`, channels: ['sms', 'email'], day: '2026-11-20' },
        attributes: { errorType: 'NullPointerException', severity: 'critical', known: true, toVersion: '2.5.2' },
      },
    ]);
  });
});

describe('channels', () => {
  it('are e-mail alone at low risk', async () => {
    const world = await aReactiveWorld({ score: 0.3 });
    await world.send(anErrorEvent());
    expect(world.received().map(({ content }) => content.kind)).toEqual(['email']);
  });

  it('are SMS alone at low risk of a customer who has no e-mail', async () => {
    const { email: _none, ...contact } = aContact();
    const world = await aReactiveWorld({ score: 0.3, contacts: [contact] });
    await world.send(anErrorEvent());
    expect(world.received().map(({ content }) => content.kind)).toEqual(['sms']);
  });

  it('are none without a contact point: the case is open all the same, and says so', async () => {
    const world = await aReactiveWorld({ contacts: [{ customerId, marketplace: 'US' }] });
    expect(await world.send(anErrorEvent())).toMatchObject({ kind: 'opened' });
    expect(world.received()).toEqual([]);
    expect((await world.book.timeline(caseId)).map(({ kind }) => kind)).toEqual(['opened', 'no-channel']);
    expect((await world.book.get(caseId))?.handoverAt).toBeUndefined();
  });

  it('that the gate refuses are told in the timeline', async () => {
    const world = await aReactiveWorld();
    await world.deps.policies.read({ customerIds: [customerId], addressHashes: [] });
    const crashes = ['NullPointerException', 'AuthenticationException', 'PaymentException'];
    for (const errorType of crashes) await world.send(anErrorEvent({ errorType }));
    const last = world.cases().find(({ issueType }) => issueType === 'payment_error');
    const timeline = await world.book.timeline(last?.caseId ?? '');
    expect(timeline.filter(({ kind }) => kind === 'message-refused').map(({ detail }) => detail?.reason)).toEqual([
      'cap:program:1d',
      'cap:program:1d',
    ]);
  });
});

describe('an error that deserves no message', () => {
  it.each([
    ['trust', 'customer-not-active', { status: 'suspended' as const }, {}],
    ['issue-severity', 'not-critical', {}, { errorType: 'AppHang' }],
    ['support-history', 'ticket-open', { openTickets: [{ ticketId: 't', openedAt: 'x' }] }, {}],
    ['churn-risk', 'lifetime-value-too-low', { features: { engagement_score: 1 } }, {}],
    ['marketplace', 'marketplace-not-enabled', { contacts: [] }, {}],
  ])('is rejected by %s: %s, and the decision is kept', async (filter, reason, options, detail) => {
    const world = await aReactiveWorld(options);
    expect(await world.send(anErrorEvent(detail))).toEqual({ kind: 'rejected', filter, reason });
    expect(world.cases()).toEqual([]);
    expect(world.received()).toEqual([]);
    expect(world.book.kept.decisions).toMatchObject([{ record: { outcome: 'rejected', rejectedBy: filter, reason } }]);
    expect(world.counted).toMatchObject({ EventsReceived: 1, [`EventsRejected_${filter}`]: 1 });
  });
});

describe('an event that can’t be read', () => {
  it.each([
    ['malformed', { customerId: '' }],
    ['malformed', { errorCount: 'three' }],
    ['unknown-version', { schemaVersion: '2', customerId: 7 }],
    ['future', { timestamp: '2026-11-20T17:05:00.001Z' }],
    ['stale', { timestamp: '2026-11-13T16:59:59.999Z' }],
  ])('is refused as %s, counted and kept as it came', async (reason, detail) => {
    const world = await aReactiveWorld();
    const event = anErrorEvent(detail);
    expect(await world.send(event)).toEqual({ kind: 'refused', reason });
    expect(world.rejected).toMatchObject([{ programId, reason, receivedAt: '2026-11-20T17:00:00.000Z', event }]);
    expect(world.counted).toMatchObject({ EventsReceived: 1, [`EventsRefused_${reason}`]: 1 });
    expect(world.cases()).toEqual([]);
  });

  it('is not taken for handled when it could not be kept', async () => {
    const wrap = (deps: Awaited<ReturnType<typeof aReactiveWorld>>['deps']) => ({
      ...deps,
      rejects: { keep: () => Promise.reject(new Error('S3 is away')) },
    });
    const world = await aReactiveWorld({ wrap });
    await expect(world.send({})).rejects.toThrow('S3 is away');
  });
});

describe('what is counted', () => {
  it('says that a fallback scored, of the case it opened and of nothing else', async () => {
    const away = await aReactiveWorld({ fallback: true });
    const event = anErrorEvent();
    expect(await away.send(event)).toMatchObject({ kind: 'opened', fallback: true });
    await away.send(event);
    expect(away.counted).toMatchObject({ EventsReceived: 2, FallbackScored: 1 });
    const there = await aReactiveWorld();
    expect(await there.send(event)).not.toHaveProperty('fallback');
    expect(there.counted).not.toHaveProperty('FallbackScored');
  });

  it('makes the deduplication rate, and tells the product team of unknown types', async () => {
    const world = await aReactiveWorld();
    const event = anErrorEvent({ eventId: 'e-1' });
    for (const one of [event, event, anErrorEvent(), anErrorEvent({ errorType: 'Zork' })]) await world.send(one);
    expect(world.counted).toMatchObject({
      ...{ EventsReceived: 4, EventsDuplicate: 2, EventsJoined: 1, CasesOpened: 1, UnknownErrorTypes: 1 },
      'EventsRejected_issue-severity': 1,
    });
    expect(
      Object.keys(world.counted)
        .filter((name) => name.startsWith('StageMs_'))
        .sort(),
    ).toEqual(['StageMs_decide', 'StageMs_deliver', 'StageMs_event', 'StageMs_open', 'StageMs_read']);
  });
});

it.each([
  ['IOS', 'https://apps.apple.com/app/id1234567890'],
  ['constructor', undefined],
])('leads to the store of a device type %s: %s', async (deviceType, storeUrl) => {
  const world = await aReactiveWorld({ score: 0.3 });
  await world.send(anErrorEvent({ deviceType }));
  const [message] = world.tables.notifications.values();
  expect(message?.variables.storeUrl).toBe(storeUrl);
  expect(world.received()).toHaveLength(1);
});

it('asks delivery in the customer’s own language and zone', async () => {
  const world = await aReactiveWorld({
    contacts: [aContact({ locale: 'fr-FR', zone: 'Europe/Paris', marketplace: 'FR' })],
  });
  await world.send(anErrorEvent());
  expect(world.cases()).toMatchObject([{ locale: 'fr-FR', zone: 'Europe/Paris', marketplace: 'FR' }]);
});
