import { describe, expect, it } from 'vitest';
import { aPageVisit, visitedAt, webUrl } from '../../../../test/support/a-page-visit.ts';

const json = { 'Content-Type': 'application/json', Origin: webUrl };

describe('unsubscribe', () => {
  it('asks on GET; leaves the program on POST, and leads on to the preferences', async () => {
    const { call, ask, policy } = aPageVisit({ locale: 'de-AT' });
    const program = 'E-Commerce Product Reviews';
    expect(await call('unsubscribe')).toEqual({ status: 200, body: { language: 'de', program } });
    expect((await policy())?.version).toBe(0);
    const { body } = await call('unsubscribe', { scope: 'program' });
    expect(body).toMatchObject({ language: 'de', program, scope: 'program' });
    expect((await policy())?.optOuts).toEqual(['product-reviews']);
    const [, token] = /^\/p\/([\w.-]+)$/.exec(body.preferences as string) ?? [];
    const shown = JSON.parse((await ask(`/api/preferences/${token}`)).body);
    expect(shown.programs).toEqual([{ id: 'product-reviews', name: program, out: true }]);
  });

  it('leaves everything, too, and nothing it does not know', async () => {
    const { call, policy } = aPageVisit();
    expect((await call('unsubscribe', { scope: 'some' })).status).toBe(400);
    await call('unsubscribe', { scope: 'all' });
    expect((await policy())?.optOuts).toEqual(['all']);
  });
});

describe('preferences', () => {
  it('show what counts: what was said, else what the law assumes', async () => {
    const { call, policies, notification } = aPageVisit({ marketplace: 'DE' });
    const said = { granted: false, at: visitedAt, source: 'test' };
    await policies.setConsent(notification.customerId, { purpose: 'service', channel: 'sms', ...said });
    expect((await call('preferences')).body).toEqual({
      ...{ language: 'en', none: false },
      programs: [{ id: 'product-reviews', name: 'E-Commerce Product Reviews', out: false }],
      purposes: [
        { purpose: 'marketing', channel: 'email', granted: false },
        { purpose: 'marketing', channel: 'sms', granted: false },
        { purpose: 'service', channel: 'email', granted: true },
        { purpose: 'service', channel: 'sms', granted: false },
      ],
    });
  });

  it('save what differs, and show it', async () => {
    const { call, policy } = aPageVisit({ marketplace: 'DE' });
    const purposes = [
      { purpose: 'marketing', channel: 'email', granted: true },
      { purpose: 'service', channel: 'email', granted: true },
    ];
    const wanted = { programs: [{ id: 'product-reviews', out: true }], purposes };
    expect((await call('preferences', wanted)).body).toMatchObject({
      programs: [{ out: true }],
      purposes: [{ granted: true }, {}, {}, {}],
    });
    expect(await policy()).toMatchObject({
      optOuts: ['product-reviews'],
      consent: { marketing: { email: { granted: true, at: visitedAt, source: 'preferences-page' } } },
    });
    expect((await policy())?.consent.service).toBeUndefined();
    const version = (await policy())?.version;
    await call('preferences', wanted);
    expect((await policy())?.version).toBe(version);
    await call('preferences', { none: true, programs: [{ id: 'product-reviews', out: false }], purposes: [] });
    expect((await policy())?.optOuts).toEqual(['all']);
  });

  it('leave alone what the page did not show, and what is not on offer', async () => {
    const { call, policy } = aPageVisit();
    await call('preferences', { programs: [{ id: 'other', out: true }], purposes: [] });
    expect((await policy())?.version).toBe(0);
    expect((await call('preferences', { programs: 'all' })).status).toBe(400);
  });
});

describe('confirm', () => {
  it('shows in the browser’s language, and confirms on POST only', async () => {
    const { ask, confirmed } = aPageVisit();
    const headers = { 'accept-language': 'nl, fr-CA;q=0.8, en;q=0.5' };
    expect((await ask('/api/confirm/good', { headers })).body).toBe('{"language":"fr"}');
    expect(confirmed).toEqual([]);
    const answer = await ask('/api/confirm/good', { method: 'POST', body: '{}', headers: json });
    expect(answer).toMatchObject({ statusCode: 200, body: '{"language":"en","confirmed":true}' });
    expect(confirmed).toEqual(['good']);
  });
});
