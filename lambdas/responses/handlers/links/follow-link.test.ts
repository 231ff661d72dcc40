import { describe, expect, it } from 'vitest';
import { aPageVisit, browser, visitedAt, webUrl } from '../../../../test/support/a-page-visit.ts';

const oneClick = 'List-Unsubscribe=One-Click';

describe('one-click unsubscribe (RFC 8058)', () => {
  const multipart = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
  it.each([oneClick, multipart])('leaves the program, without a page', async (body) => {
    const { visit, policy } = aPageVisit();
    expect(await visit('unsubscribe', { method: 'POST', body })).toMatchObject({ statusCode: 200, body: '' });
    expect((await policy())?.optOuts).toEqual(['product-reviews']);
    await visit('unsubscribe', { method: 'POST', body });
    expect((await policy())?.optOuts).toEqual(['product-reviews']);
  });

  it('by a wrong token does nothing', async () => {
    const { ask, policy, tokenOf } = aPageVisit();
    const path = `/u/${await tokenOf('preferences')}`;
    expect((await ask(path, { method: 'POST', body: oneClick })).statusCode).toBe(404);
    expect((await policy())?.version).toBe(0);
  });
});

describe('links to pages that were sent earlier', () => {
  it.each(['u', 'p', 'confirm'])('/%s leads to its page, whatever the token', async (path) => {
    const { ask } = aPageVisit();
    const Location = `${webUrl}/${path}/k1.any-token`;
    expect(await ask(`/${path}/k1.any-token`)).toMatchObject({ statusCode: 302, headers: { Location } });
    const form = { method: 'POST', body: 'scope=program' };
    expect(await ask(`/${path}/k1.any-token`, form)).toMatchObject({ statusCode: 303, headers: { Location } });
  });
});

describe('opens and clicks', () => {
  it('the pixel dates the first open', async () => {
    const { visit, stored } = aPageVisit();
    const answer = await visit('open');
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'Content-Type': 'image/gif' } });
    expect(Buffer.from(answer.body, 'utf8').subarray(0, 6).toString()).toBe('GIF89a');
    expect(Buffer.byteLength(answer.body)).toBe(answer.body.length); // all ASCII
    expect(stored()?.date.opened).toBe(visitedAt);
  });

  it('the redirect goes where the signature says, and nowhere else', async () => {
    const { visit, stored, ask, tokenOf } = aPageVisit();
    const answer = await visit('click', { to: 'https://shop.example/p?a=1' });
    expect(answer).toMatchObject({ statusCode: 302, headers: { Location: 'https://shop.example/p?a=1' } });
    expect(stored()?.date.clicked).toBe(visitedAt);
    expect((await ask(`/c/${await tokenOf('click')}`)).statusCode).toBe(404);
    expect((await ask(`/c/${await tokenOf('open', { to: 'https://shop.example/' })}`)).statusCode).toBe(404);
  });

  it.each([
    ['an image proxy', 'open', { userAgent: 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' }, 'machineOpened'],
    ['Mail Privacy Protection', 'open', { userAgent: 'Mozilla/5.0' }, 'machineOpened'],
    ['a scanner', 'click', { userAgent: 'Barracuda Sentinel (EE)', to: 'https://shop.example/' }, 'machineClicked'],
    ['a HEAD request', 'click', { method: 'HEAD', to: 'https://shop.example/' }, 'machineClicked'],
  ] as const)('marks %s as a machine', async (_, purpose, request, kind) => {
    const { visit, stored } = aPageVisit();
    await visit(purpose, request);
    expect(Object.keys(stored()?.date ?? {})).toEqual(['delivered', kind]);
  });

  it('marks a click within seconds of delivery as a machine’s, not an open', async () => {
    const { visit, stored } = aPageVisit({ date: { delivered: '2026-11-20T17:59:58.000Z' } });
    await visit('click', { to: 'https://shop.example/', userAgent: browser });
    await visit('open');
    expect(stored()?.date).toMatchObject({ machineClicked: visitedAt, opened: visitedAt });
    expect(stored()?.date.clicked).toBeUndefined();
  });

  it('never keep a reader from their link while the ledger is away', async () => {
    const visit = aPageVisit();
    visit.ledger.save = async () => Promise.reject(new Error('table is away'));
    expect((await visit.visit('click', { to: 'https://shop.example/' })).statusCode).toBe(302);
    visit.policies.setOptOut = async () => Promise.reject(new Error('table is away'));
    expect((await visit.visit('unsubscribe', { method: 'POST', body: oneClick })).statusCode).toBe(503);
  });
});
