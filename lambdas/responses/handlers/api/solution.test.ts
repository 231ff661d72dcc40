import { describe, expect, it } from 'vitest';
import { aPageVisit, visitedAt } from '../../../../test/support/a-page-visit.ts';
import { aPinnedReactiveProgram } from '../../../../test/support/a-pinned-reactive-program.ts';
import { anIssueCase } from '../../../../test/support/fake-cases.ts';
import type { Notification } from '../../../delivery/index.ts';
import type { IssueCase } from '../../../issues/index.ts';

type ClosedHow = NonNullable<IssueCase['closed']>;

/** The SMS of a case, and its page. */
const aHelpVisit = (overrides: Partial<IssueCase> = {}, message: Partial<Notification> = {}) => {
  const issue = anIssueCase(overrides);
  const { customerId, programId, issueType: subject, programHash, marketplace } = issue;
  const ofCase = { customerId, programId, subject, occasion: 'episode-1', programHash, marketplace, locale: 'de-DE' };
  const variables = { firstName: 'Ada' };
  const visit = aPageVisit(
    { ...ofCase, channel: 'sms', variables, ...message },
    { programs: [aPinnedReactiveProgram()] },
  );
  visit.helped.add(issue);
  return { ...visit, issue, state: () => visit.helped.known.get(issue.caseId)?.state };
};

const at = '2026-11-20T17:30:00.000Z';
const ends: [string, ClosedHow][] = [
  ['fixed by the customer', { reason: 'resolved', method: 'self-service', at }],
  ['resolved by silence', { reason: 'resolved', method: 'no-further-error', at }],
  ['solved by an agent', { reason: 'resolved', method: 'agent', at }],
  ['given up', { reason: 'expired', at }],
  ['withdrawn', { reason: 'withdrawn', at }],
];

describe('the solution page', () => {
  it.each(ends)('says how a case ended that was %s, and nothing more', async (_, closed) => {
    const { at: _at, ...how } = closed;
    const { body } = await aHelpVisit({ state: 'closed', closed }).call('solution');
    expect(body).toMatchObject({ state: 'closed' });
    expect(body.closed).toEqual(how);
  });

  it('shows the issue and what helps, with the store of the device', async () => {
    const { call } = aHelpVisit();
    const url = 'https://apps.apple.com/app/id1234567890';
    const steps = [
      { step: 'update', recommended: true, url },
      { step: 'clear-cache', recommended: false },
    ];
    expect(await call('solution')).toEqual({
      status: 200,
      body: {
        ...{ language: 'de', firstName: 'Ada', state: 'open' },
        issue: { type: 'payment_failure', appVersion: '2.5.1', severity: 'high' },
        fix: { known: true, toVersion: '2.5.2', steps: [...steps, { step: 'callback', recommended: false }] },
      },
    });
  });

  it('leads to where the catalogue describes the solution for everybody', async () => {
    const page = 'https://help.herald.example/issues/payments';
    const { call } = aHelpVisit({ fix: { known: true, steps: ['clear-cache'], page } });
    expect((await call('solution')).body.fix).toMatchObject({ known: true, page });
  });

  it('has no store for a device nobody listed, and promises no fix where none is known', async () => {
    const fix: IssueCase['fix'] = { known: false, steps: ['update', 'clear-cache'] };
    const { call } = aHelpVisit({ deviceType: 'constructor', fix });
    expect((await call('solution')).body.fix).toEqual({
      known: false,
      steps: [
        { step: 'update', recommended: true },
        { step: 'clear-cache', recommended: false },
      ],
    });
  });

  it('opened is the click of its message, unless the marketplace forbids tracking', async () => {
    const us = aHelpVisit();
    await us.call('solution');
    await us.call('solution');
    expect(us.stored()?.date.clicked).toBe(visitedAt);
    const german = aHelpVisit({ marketplace: 'DE' });
    await german.call('solution');
    expect(Object.keys(german.stored()?.date ?? {})).toEqual(['delivered']);
  });

  it('is gone when its case is forgotten, or its message was about none', async () => {
    const forgotten = aHelpVisit();
    forgotten.helped.known.clear();
    expect((await forgotten.call('solution')).status).toBe(404);
    expect((await forgotten.call('solution', { action: 'fixed' })).status).toBe(404);
    expect((await aHelpVisit({}, { occasion: 'order-1' }).call('solution')).status).toBe(404);
  });
});

describe('what the customer tells', () => {
  it('a step they chose, that it works, and that it doesn’t', async () => {
    const { call, state } = aHelpVisit();
    expect((await call('solution', { action: 'chose', step: 'update' })).body.state).toBe('engaged');
    expect((await call('solution', { action: 'still-broken' })).body.state).toBe('open');
    expect((await call('solution', { action: 'fixed' })).body.state).toBe('closed');
    expect((await call('solution', { action: 'fixed' })).status).toBe(200); // a double tap
    expect((await call('solution', { action: 'still-broken' })).body.state).toBe('open');
    expect(state()).toBe('open');
  });

  it.each(ends)('“still broken” opens a case again that was %s', async (_, closed) => {
    const { call, state } = aHelpVisit({ state: 'closed', closed });
    const answer = await call('solution', { action: 'still-broken' });
    expect(answer).toMatchObject({ status: 200, body: { state: 'open' } });
    expect(answer.body).not.toHaveProperty('closed');
    expect(state()).toBe('open');
  });

  it('comes too late for a case whose issue has gone on, and is told so', async () => {
    const { call, helped, issue, state } = aHelpVisit({ state: 'closed', closed: { reason: 'expired', at } });
    helped.follow(issue);
    const tooLate = { status: 409, body: { error: 'closed', state: 'closed', closed: { reason: 'expired' } } };
    expect(await call('solution', { action: 'still-broken' })).toEqual(tooLate);
    expect(await call('solution', { action: 'call', phone: '+12133734253' })).toEqual(tooLate);
    expect(helped.requested).toEqual([]);
    expect(state()).toBe('closed');
  });

  it('that it works, or which step they take, is not taken as told by a case that was given up', async () => {
    const { call } = aHelpVisit({ state: 'closed', closed: { reason: 'expired', at } });
    for (const body of [{ action: 'fixed' }, { action: 'chose', step: 'update' }])
      expect(await call('solution', body)).toMatchObject({ status: 409, body: { error: 'closed' } });
  });

  it('that it works is so already where silence has said it', async () => {
    const { call } = aHelpVisit({ state: 'closed', closed: { reason: 'resolved', method: 'no-further-error', at } });
    expect((await call('solution', { action: 'fixed' })).status).toBe(200);
  });

  it.each([
    [{ action: 'chose', step: 'reinstall' }, ['step']], // not among what this case offers
    [{ action: 'chose', step: 'x' }, ['step']],
    [{ action: 'explode' }, ['action']],
    [{}, ['action']],
    ['text', []],
  ])('refuses %j', async (body, fields) => {
    const { call, state } = aHelpVisit();
    expect(await call('solution', body)).toEqual({ status: 400, body: { error: 'invalid', fields } });
    expect(state()).toBe('open');
  });
});

describe('a call', () => {
  it('is asked for with number, time, zone and language', async () => {
    const { call, helped, issue } = aHelpVisit();
    const wish = { wishedAt: '2026-11-21T09:00:00+01:00', zone: 'Europe/Berlin', language: 'de' };
    const answer = await call('solution', { action: 'call', phone: '(213) 373-4253', ...wish });
    expect(answer.body).toMatchObject({ state: 'calling', callback: { state: 'requested' } });
    expect(helped.requested).toEqual([{ caseId: issue.caseId, phone: '+12133734253', ...wish }]);
    expect(JSON.stringify(answer)).not.toContain('3734253');
  });

  it('goes to the number the customer confirmed, if they type none', async () => {
    const { call, helped, issue } = aHelpVisit();
    expect(await call('solution', { action: 'call' })).toMatchObject({ status: 400, body: { fields: ['phone'] } });
    helped.phones.set(issue.customerId, '+491701234567');
    expect((await call('solution', { action: 'call' })).status).toBe(200);
    expect(helped.requested).toEqual([{ caseId: issue.caseId, phone: '+491701234567' }]);
  });

  it.each([
    ['of a country nobody serves', { phone: '+41791234567' }, ['phone']],
    ['of premium rate', { phone: '+19005551234' }, ['phone']],
    ['that is none', { phone: 'call me' }, ['phone']],
    ['in the past', { phone: '+12133734253', wishedAt: '2026-11-20T17:00:00Z' }, ['wishedAt']],
    ['next year', { phone: '+12133734253', wishedAt: '2027-11-20T17:00:00Z' }, ['wishedAt']],
    ['in a zone that is none', { phone: '+12133734253', zone: 'Mars/Olympus' }, ['zone']],
  ])('%s is not asked for', async (_, wish, fields) => {
    const { call, helped } = aHelpVisit();
    const answer = await call('solution', { action: 'call', ...wish });
    expect(answer).toEqual({ status: 400, body: { error: 'invalid', fields } });
    expect(helped.requested).toEqual([]);
  });

  it.each(ends)('opens a case again that was %s, but not for a number that is none', async (_, closed) => {
    const { call, helped, issue, state } = aHelpVisit({ state: 'closed', closed });
    expect((await call('solution', { action: 'call', phone: 'call me' })).status).toBe(400);
    expect(state()).toBe('closed');
    const answer = await call('solution', { action: 'call', phone: '+12133734253' });
    expect(answer).toMatchObject({ status: 200, body: { state: 'calling', callback: { state: 'requested' } } });
    expect(helped.requested).toEqual([{ caseId: issue.caseId, phone: '+12133734253' }]);
  });

  it('that another device’s “that fixed it” overtakes is not promised: later', async () => {
    const { call, deps } = aHelpVisit();
    deps.calls.request = async () => ({ kind: 'closed' });
    expect((await call('solution', { action: 'call', phone: '+12133734253' })).status).toBe(503);
  });
});
