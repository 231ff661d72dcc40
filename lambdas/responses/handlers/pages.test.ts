import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPageVisit, webUrl } from '../../../test/support/a-page-visit.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import type { LinkPurpose } from '../../delivery/index.ts';

const routes = ['solution', 'review', 'satisfaction', 'unsubscribe', 'preferences'] as const;
const json = { 'Content-Type': 'application/json', Origin: webUrl };

/** A visit whose message is of a case, so that every route has something to show. */
const aWholeVisit = () => {
  const issue = anIssueCase();
  const { customerId, programId, issueType: subject } = issue;
  const message = { customerId, programId, subject, occasion: 'episode-1', programHash: 'h1', marketplace: 'US' };
  const visit = aPageVisit(message, { programs: [aPinnedProgram(), aPinnedReactiveProgram()] });
  visit.helped.add(issue);
  return visit;
};

describe('links that open nothing', () => {
  it('all get the same answer, which tells nothing', async () => {
    const visit = aWholeVisit();
    const post = { method: 'POST', body: '{}', headers: json };
    const used = await visit.tokenOf('review', { expiresAt: '2026-12-01T00:00:00.000Z' });
    await visit.linkBook.use(used, new Date('2026-11-19T17:00:00.000Z'));
    const taken = aWholeVisit();
    taken.linkBook.revokeMessage(taken.notification.id);
    const revoked = `/api/satisfaction/${await taken.tokenOf('satisfaction')}`;
    const expired = await visit.tokenOf('solution', { expiresAt: '2026-11-20T17:59:00.000Z' });
    const missing = await visit.tokenOf('review', { notificationId: 'f'.repeat(32) });
    const other = await visit.tokenOf('unsubscribe');
    const paths = [
      ...[`/api/review/${used}`, `/api/solution/${expired}`, `/api/review/${missing}`],
      ...[
        `/api/solution/${other}`,
        `/api/unsubscribe/${other.slice(0, -1)}`,
        '/api/review/k1.AAAA',
        '/api/review/',
        '/api/x/y',
      ],
      ...[`/api/unsubscribe/${other}/more`, `/api/unsubscribe/${other}/photos`, '/api/'],
    ];
    const answers = await Promise.all(paths.flatMap((path) => [visit.ask(path), visit.ask(path, post)]));
    answers.push(await visit.ask('/api/confirm/bad', post), await taken.ask(revoked), await taken.ask(revoked, post));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
    expect(answers[0]).toMatchObject({ statusCode: 404, body: '{"error":"gone"}' });
  });

  it('of a message that was taken back open nothing, whatever they were for', async () => {
    const visit = aWholeVisit();
    for (const purpose of routes) expect((await visit.call(purpose)).status).toBe(200);
    visit.linkBook.revokeMessage(visit.notification.id);
    for (const purpose of routes) expect((await visit.call(purpose)).status).toBe(404);
  });

  it('that were used open for a day more', async () => {
    const visit = aWholeVisit();
    expect((await visit.call('review', { stars: 5 })).status).toBe(200);
    visit.at('2026-11-21T17:59:59.000Z');
    expect((await visit.call('review')).body).toMatchObject({ submitted: { stars: 5 } });
    visit.at('2026-11-21T18:00:00.000Z');
    expect(await visit.call('review')).toEqual({ status: 404, body: { error: 'gone' } });
  });
});

describe('a mail scanner that follows every link', () => {
  it('changes nothing', async () => {
    const visit = aWholeVisit();
    const before = JSON.stringify([...visit.helped.known.values()]);
    const userAgent = 'Barracuda Sentinel (EE)';
    for (const purpose of routes) expect((await visit.call(purpose, undefined, { userAgent })).status).toBe(200);
    for (const purpose of ['unsubscribe', 'preferences'] as const) await visit.visit(purpose, { userAgent });
    expect(JSON.stringify([...visit.helped.known.values()])).toBe(before);
    expect((await visit.policy())?.version).toBe(0);
    expect(visit.helped.requested).toEqual([]);
    expect(await visit.reviews.get({ productId: visit.notification.subject, customerId: 'c-1' })).toBeUndefined();
    expect(Object.keys(visit.stored()?.date ?? {})).toEqual(['delivered', 'machineClicked']);
  });
});

describe('POSTs', () => {
  const cases = [
    ['from another site', { ...json, Origin: 'https://evil.example' }, 403, 'cross-site'],
    ['from a sandboxed frame', { ...json, Origin: 'null' }, 403, 'cross-site'],
    [
      'that a browser calls cross-site',
      { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site' },
      403,
      'cross-site',
    ],
    ['from a sister site', { ...json, 'Sec-Fetch-Site': 'same-site' }, 403, 'cross-site'],
    ['of a form', { Origin: webUrl, 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'media-type'],
    [
      'of a form that plays JSON',
      { Origin: webUrl, 'Content-Type': 'text/plain; application/json' },
      415,
      'media-type',
    ],
    ['without a media type', { Origin: webUrl }, 415, 'media-type'],
  ] as const;
  it.each(cases)('%s are refused, and change nothing', async (_, headers, statusCode, error) => {
    const visit = aWholeVisit();
    const path = `/api/unsubscribe/${await visit.tokenOf('unsubscribe')}`;
    const answer = await visit.ask(path, { method: 'POST', body: '{"scope":"all"}', headers });
    expect(answer).toMatchObject({ statusCode, body: JSON.stringify({ error }) });
    expect((await visit.policy())?.version).toBe(0);
  });

  it('that are too large, or of another method, are refused', async () => {
    const visit = aWholeVisit();
    const path = `/api/review/${await visit.tokenOf('review')}`;
    const body = JSON.stringify({ stars: 5, text: 'x'.repeat(65_536) });
    expect(await visit.ask(path, { method: 'POST', body, headers: json })).toMatchObject({ statusCode: 413 });
    const answer = await visit.ask(path, { method: 'DELETE' });
    expect(answer).toMatchObject({ statusCode: 405, headers: { Allow: 'GET, POST' } });
  });

  it('that come while a service is away are answered 503', async () => {
    const visit = aWholeVisit();
    visit.policies.setOptOut = async () => Promise.reject(new Error('table is away'));
    expect(await visit.call('unsubscribe', { scope: 'all' })).toEqual({ status: 503, body: { error: 'later' } });
  });
});

describe('any request', () => {
  it('is answered well-formed, with every protection, and without a secret', async () => {
    const visit = aWholeVisit();
    const tokens = await Promise.all(routes.map((purpose: LinkPurpose) => visit.tokenOf(purpose)));
    const { customerId, address, addressHash } = visit.notification;
    const token = fc.oneof(
      fc.constantFrom(...tokens, 'good'),
      fc.stringMatching(/^[A-Za-z0-9._-]{1,80}$/),
      fc.string(),
    );
    const route = fc.constantFrom(...routes, 'confirm', 'x', '__proto__', 'constructor');
    const path = fc.oneof(
      fc.string(),
      fc.webPath(),
      fc.tuple(route, token).map(([name, text]) => `/api/${name}/${text}`),
      token.map((text) => `/api/review/${text}/photos`),
      fc.tuple(fc.constantFrom('u', 'p', 'o', 'c', 'confirm'), token).map(([name, text]) => `/${name}/${text}`),
    );
    const known = fc.record(
      {
        action: fc.constantFrom('chose', 'fixed', 'still-broken', 'call', 'x'),
        step: fc.constantFrom('update', 'callback', 'x'),
        ...{ phone: fc.oneof(fc.string(), fc.constant('+12133734253')), wishedAt: fc.string(), zone: fc.string() },
        ...{ stars: fc.integer(), text: fc.string(), photos: fc.array(fc.string()), solved: fc.integer() },
        ...{ contentType: fc.constantFrom('image/png', 'text/html'), bytes: fc.integer(), programs: fc.jsonValue() },
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.string(),
      fc.constant(null),
      fc.json(),
      known.map((value) => JSON.stringify(value)),
    );
    const headers = fc.oneof(fc.constant(json), fc.dictionary(fc.string(), fc.string()), fc.constant(null));
    const httpMethod = fc.oneof(fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'OPTIONS'), fc.string());
    const request = fc.record({ httpMethod, path, body, headers, isBase64Encoded: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.oneof({ arbitrary: request, weight: 9 }, fc.anything()), async (event) => {
        const answer = await visit.pages(event);
        expect(answer.statusCode).toBeGreaterThanOrEqual(200);
        expect(answer.statusCode).toBeLessThan(500);
        expect(answer.headers).toMatchObject({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
        expect(answer.headers['Content-Security-Policy']).toContain("default-src 'none'");
        if (answer.headers['Content-Type']?.startsWith('application/json')) JSON.parse(answer.body);
        for (const secret of [customerId, address, addressHash]) expect(answer.body).not.toContain(secret);
      }),
      { numRuns: 1_000 },
    );
  });
});
