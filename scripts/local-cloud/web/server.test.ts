import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type RunningService, readBody } from '../simulators/kit/http-service.ts';
import { mostBodyBytes } from './forward.ts';
import { startWeb } from './server.ts';
import { siteHeaders } from './site-headers.ts';

const files: Record<string, string> = {
  'index.html': '<!doctype html>',
  'assets/a-12345678.js': 'a',
  'robots.txt': 'r',
};
const received: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let [api, web]: RunningService[] = [];
let deployed: string | undefined;

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    received.push({ url, headers, body: (await readBody(request)).toString() });
    if (url.includes('/c/')) return void response.writeHead(302, { location: 'https://shop.example/' }).end();
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"gone"}');
  });
  api = await listen(server, { host: '127.0.0.1', port: 0 });
  web = await startWeb({
    port: 0,
    site: async (path) => {
      const text = files[path];
      return text === undefined
        ? undefined
        : { body: Buffer.from(text), contentType: 'text/x-test', cacheControl: 'max-age=7' };
    },
    api: async () => deployed,
    photos: 'http://photos.example',
  });
  deployed = `${api.url}/stage`;
});
afterAll(() => Promise.all([web?.close(), api?.close()]));

const ask = (path: string, init: RequestInit = {}) => fetch(`${web?.url}${path}`, { redirect: 'manual', ...init });

describe('the local address of the pages', () => {
  it.each(['/s/k1.AbC', '/confirm/k1.AbC', '/', '/index.html', '/anything/else', '/assets'])(
    'answers %s with the one document',
    async (path) => {
      const answer = await ask(path);
      expect(await answer.text()).toBe(files['index.html']);
      expect(answer.headers.get('content-type')).toBe('text/x-test');
      expect(answer.headers.get('cache-control')).toBe('max-age=7');
    },
  );

  it('serves files as they are, and none that is not there', async () => {
    expect(await (await ask('/assets/a-12345678.js?x')).text()).toBe('a');
    expect(await (await ask('/robots.txt')).text()).toBe('r');
    expect((await ask('/assets/missing.js')).status).toBe(404);
  });

  it('says the headers of web/headers.json on every file, with the photos’ origin in its policy', async () => {
    const { headers } = await ask('/s/k1.AbC');
    for (const [name, value] of Object.entries(await siteHeaders('http://photos.example')))
      expect(headers.get(name)).toBe(value);
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' http://photos.example;");
  });

  it('hands /api on with origin and language, and who asked; changes nothing of the answer', async () => {
    const body = '{"action":"fixed"}';
    const headers = { 'content-type': 'application/json', origin: 'http://pages.example', 'accept-language': 'de' };
    const answer = await ask('/api/solution/k1.AbC?a=1', { method: 'POST', headers, body });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('{"error":"gone"}');
    expect(received.at(-1)).toMatchObject({
      url: '/stage/api/solution/k1.AbC?a=1',
      body,
      headers: { ...headers, 'x-forwarded-proto': 'http', 'x-forwarded-for': '127.0.0.1' },
    });
  });

  it('lets redirects through to the browser', async () => {
    const answer = await ask('/c/k1.AbC');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/']);
  });

  it('refuses bodies that are too long before the API sees them', async () => {
    const before = received.length;
    const answer = await ask('/api/review/k1.AbC', { method: 'POST', body: 'x'.repeat(mostBodyBytes + 1) });
    expect(answer.status).toBe(413);
    expect(received.length).toBe(before);
  });

  it('changes nothing by a POST to a page', async () => {
    expect((await ask('/s/k1.AbC', { method: 'POST' })).status).toBe(405);
  });

  it('says so when the API is not deployed, or away', async () => {
    const there = deployed;
    deployed = undefined;
    expect((await ask('/api/solution/k1.AbC')).status).toBe(503);
    deployed = 'http://127.0.0.1:1';
    expect((await ask('/api/solution/k1.AbC')).status).toBe(502);
    deployed = there;
  });
});
