import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPageVisit, baseUrl, browser, visitedAt } from '../../../test/support/a-page-visit.ts';
import { linkPaths } from '../../delivery/index.ts';

const oneClick = 'List-Unsubscribe=One-Click';

describe('unsubscribe', () => {
  it('asks on GET, and changes nothing', async () => {
    const { visit, policy } = aPageVisit({ locale: 'de-AT' });
    const answer = await visit('unsubscribe');
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'Cache-Control': 'no-store' } });
    expect(answer.body).toContain('<html lang="de">');
    expect(answer.body).toContain('E-Commerce Product Reviews');
    expect(answer.body).toMatch(/<form method="post">[\s\S]*<button name="scope" value="program">Abmelden<\/button>/);
    expect((await policy())?.version).toBe(0);
  });

  it('leaves the program on POST, or all of them, and leads on to the preferences', async () => {
    const { visit, policy, ask } = aPageVisit();
    const answer = await visit('unsubscribe', { method: 'POST', body: 'scope=program' });
    expect((await policy())?.optOuts).toEqual(['product-reviews']);
    const [, link = ''] = /<a href="([^"]+)">/.exec(answer.body) ?? [];
    expect((await ask(link.slice(baseUrl.length))).body).toContain('Your messages');
    await visit('unsubscribe', { method: 'POST', body: 'scope=all' });
    expect((await policy())?.optOuts).toEqual(['product-reviews', 'all']);
  });

  it.each([
    ['as form fields', oneClick],
    ['as a multipart form', '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--'],
  ])('obeys a mail client’s one click (RFC 8058) %s, without a page', async (_, body) => {
    const { visit, policy } = aPageVisit();
    expect(await visit('unsubscribe', { method: 'POST', body })).toMatchObject({ statusCode: 200, body: '' });
    expect((await policy())?.optOuts).toEqual(['product-reviews']);
  });

  it('changes nothing by a POST that asks for nothing', async () => {
    const { visit, policy } = aPageVisit();
    for (const body of ['', 'scope=everything', 'x']) await visit('unsubscribe', { method: 'POST', body });
    expect((await policy())?.optOuts).toEqual([]);
  });
});

describe('preferences', () => {
  const shown = 'shown=product-reviews';

  it('show what the customer gets: without a word, by the marketplace’s law', async () => {
    const { visit } = aPageVisit({ marketplace: 'US' });
    const { body } = await visit('preferences');
    expect(body).toContain('value="product-reviews" checked');
    expect(body).toMatch(/value="marketing:email">/); // opt-in: not ticked
    expect(body).toMatch(/value="service:email" checked>/);
  });

  it('save what was changed and nothing else', async () => {
    const { visit, policy } = aPageVisit({ marketplace: 'US' });
    const body = `${shown}&consent=marketing:email&consent=service:email&consent=service:sms`;
    const answer = await visit('preferences', { method: 'POST', body });
    expect(answer.body).toContain('Saved.');
    expect(await policy()).toMatchObject({
      optOuts: ['product-reviews'],
      consent: { marketing: { email: { granted: true, at: visitedAt, source: 'preferences-page' } } },
    });
    const version = (await policy())?.version;
    await visit('preferences', { method: 'POST', body });
    expect((await policy())?.version).toBe(version);
    await visit('preferences', { method: 'POST', body: `${body}&program=product-reviews&none=yes` });
    expect((await policy())?.optOuts).toEqual(['all']);
  });

  it('leave a program alone that the form did not show', async () => {
    const { visit, policy } = aPageVisit();
    await visit('preferences', { method: 'POST', body: 'consent=service:email&consent=service:sms' });
    expect((await policy())?.optOuts).toEqual([]);
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
    const { visit, stored } = aPageVisit();
    const answer = await visit('click', { to: 'https://shop.example/p?a=1' });
    expect(answer).toMatchObject({ statusCode: 302, headers: { Location: 'https://shop.example/p?a=1' } });
    expect(stored()?.date.clicked).toBe(visitedAt);
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
});

describe('confirm', () => {
  it('asks on GET and confirms on POST only, in the browser’s language', async () => {
    const { ask, confirmed } = aPageVisit();
    expect((await ask('/confirm/good', { acceptLanguage: 'nl, fr-CA;q=0.8, en;q=0.5' })).body).toContain(
      'Oui, confirmer',
    );
    expect(confirmed).toEqual([]);
    expect((await ask('/confirm/good', { method: 'POST' })).body).toContain('that is confirmed');
    expect(confirmed).toEqual(['good']);
    expect((await ask('/confirm/bad', { method: 'POST' })).statusCode).toBe(404);
  });
});

describe('links that open nothing', () => {
  it('all get the same page, which tells nothing', async () => {
    const { ask, tokenOf, notification, policy } = aPageVisit();
    const unsubscribe = await tokenOf('unsubscribe');
    const paths = [
      `/u/${await tokenOf('preferences')}`,
      `/u/${await tokenOf('unsubscribe', { expiresAt: '2026-11-20T17:59:00.000Z' })}`,
      `/u/${await tokenOf('unsubscribe', { notificationId: 'f'.repeat(32) })}`,
      `/u/${unsubscribe.slice(0, -1)}`,
      ...[`/p/${unsubscribe}`, `/c/${unsubscribe}`, `/c/${await tokenOf('click')}`],
      ...['/u/', '/x/y', '/', `/u/${unsubscribe}/more`],
    ];
    const answers = [];
    for (const path of paths)
      for (const method of ['GET', 'POST']) answers.push(await ask(path, { method, body: oneClick }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ statusCode: 404, body: expect.not.stringContaining(notification.customerId) });
    expect((await policy())?.version).toBe(0);
    expect((await ask('/o/wrong')).headers['Content-Type']).toBe('image/gif');
  });

  it('only a POST changes consent, whatever the link, the method and the body', async () => {
    const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH');
    await fc.assert(
      fc.asyncProperty(
        method,
        fc.constantFrom('unsubscribe', 'preferences', 'confirm'),
        fc.string(),
        async (...asked) => {
          const [verb, purpose, text] = asked;
          const { visit, policy, confirmed } = aPageVisit();
          for (const body of [text, oneClick, 'scope=all', 'shown=product-reviews'])
            await visit(purpose, { method: verb, body });
          expect([(await policy())?.version, confirmed.length]).toEqual([0, 0]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('whatever comes', () => {
  const { pages, ask } = aPageVisit();

  it('is answered by a page with every protection, never by an error', async () => {
    const path = fc.oneof(
      fc.string(),
      fc.webPath(),
      fc.constantFrom(...Object.values(linkPaths)).map((each) => `/${each}/k1.AAAA`),
    );
    const text = fc.oneof(fc.string(), fc.constant(null));
    const request = fc.record({
      ...{ httpMethod: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT'), path, body: text, isBase64Encoded: fc.boolean() },
      headers: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.constant(null)),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, fc.anything()), async (event) => {
        const { statusCode, headers } = await pages(event);
        expect([200, 404]).toContain(statusCode);
        expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
        expect(headers['Referrer-Policy']).toBe('no-referrer');
        expect(headers['X-Content-Type-Options']).toBe('nosniff');
      }),
      { numRuns: 300 },
    );
  });

  it('never runs as HTML what a program or a browser says', async () => {
    const { visit } = aPageVisit({ programId: '<script>alert(1)</script>' });
    expect((await visit('unsubscribe')).body).toContain('&lt;script&gt;alert(1)');
    const { body } = await ask('/confirm/x', { acceptLanguage: '"><script>' });
    expect(body).not.toContain('<script');
  });

  it('waits for better times when a service is away, but never keeps a reader from their link', async () => {
    const visit = aPageVisit();
    visit.policies.setOptOut = async () => Promise.reject(new Error('table is away'));
    expect(await visit.visit('unsubscribe', { method: 'POST', body: oneClick })).toMatchObject({ statusCode: 503 });
    visit.ledger.save = async () => Promise.reject(new Error('table is away'));
    expect((await visit.visit('click', { to: 'https://shop.example/' })).statusCode).toBe(302);
  });
});
