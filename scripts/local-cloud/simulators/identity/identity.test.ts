import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningService } from '../kit/http-service.ts';
import { startIdentity } from './server.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startIdentity({ port: 0, clientId: 'herald-local' });
});
afterAll(() => service.close());

const ask = async (body: unknown) => {
  const reply = await fetch(`${service.url}/token`, { method: 'POST', body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as { access_token: string; error?: string } };
};

it('gives tokens that its published keys verify, for the client asked for', async () => {
  const discovered = await fetch(`${service.url}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovered.json()) as { issuer: string; jwks_uri: string };
  expect(issuer).toBe(service.url);
  const { body } = await ask({ sub: 'C1', claims: { locale: 'de', sub: 'not this' }, audience: 'herald-web' });
  const { payload } = await jwtVerify(body.access_token, createRemoteJWKSet(new URL(jwks_uri)), { issuer });
  expect(payload).toMatchObject({ sub: 'C1', aud: 'herald-web', azp: 'herald-web', locale: 'de' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
});

it.each([{}, { sub: '' }, { sub: 'C1', more: 1 }, 'C1'])('refuses %j', async (body) => {
  expect(await ask(body)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});
