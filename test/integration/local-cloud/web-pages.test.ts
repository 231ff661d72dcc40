// The pages as they are deployed: the site's bucket behind the part `web`, and the API behind the same address.
import { expect, it } from 'vitest';
import { pick, readOutputs } from '../../../scripts/local-cloud/outputs.ts';

const outputs = readOutputs();
const ask = (path: string, init: RequestInit = {}) => fetch(`${outputs.endpoints.web}${path}`, init);

it('serves one document for every page, with the strict headers, from the bucket that Terraform filled', async () => {
  expect(pick(outputs.buckets, 'web')).toContain('web');
  const answer = await ask('/s/k1.AbC');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*require-trusted-types-for/);
  const html = await answer.text();
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
  const code = await ask(script);
  expect(code.headers.get('cache-control')).toContain('immutable');
  expect(code.headers.get('content-type')).toContain('javascript');
  expect((await code.text()).length).toBeGreaterThan(10_000);
});

it('leads /api to the pages API, which knows a foreign link from nothing', async () => {
  const answer = await ask('/api/solution/k1.AbC');
  expect([answer.status, await answer.json()]).toEqual([404, { error: 'gone' }]);
});

it('takes POSTs from its own pages only', async () => {
  const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
  expect((await ask('/api/solution/k1.AbC', { method: 'POST', headers, body: '{}' })).status).toBe(403);
  const own = { ...headers, origin: outputs.endpoints.web };
  expect((await ask('/api/solution/k1.AbC', { method: 'POST', headers: own, body: '{}' })).status).toBe(404);
});

it('lets photos come from the pages alone (CORS of the bucket)', async () => {
  const bucket = `${outputs.endpoints.aws}/${pick(outputs.buckets, 'data')}`;
  const preflight = async (origin: string) => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const answer = await fetch(bucket, { method: 'OPTIONS', headers });
    return answer.headers.get('access-control-allow-origin');
  };
  expect(await preflight(outputs.endpoints.web)).toBe(outputs.endpoints.web);
  expect(await preflight('https://evil.example')).toBeNull();
});
