import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIdentity } from '../../simulators/identity/server.ts';
import type { RunningService } from '../../simulators/kit/http-service.ts';
import { startAppSync } from '../server.ts';
import { type ApiPlan, anApi, SIGNED, type TestApi } from '../testing/an-api.ts';
import { type FakeLambda, startFakeLambda } from '../testing/fake-lambda.ts';

const SDL = `
  type Query { open: String mine: AWSJSON @aws_oidc both: String @aws_oidc @aws_iam thing: Thing @aws_oidc }
  type Thing @aws_oidc { name: String operators: String @aws_iam }`;
const resolvers: ApiPlan['resolvers'] = {
  'Query.open': { lambda: 'text' },
  'Query.mine': { lambda: 'identity' },
  'Query.both': { lambda: 'text' },
  'Query.thing': { lambda: 'thing' },
};
let lambda: FakeLambda;
let service: RunningService;
let issuer: RunningService;
let stranger: RunningService;
let api: TestApi;
const provider = (more: Record<string, unknown> = {}) => ({
  authenticationType: 'OPENID_CONNECT',
  openIDConnectConfig: { issuer: issuer.url, clientId: 'herald-local|herald-web', ...more },
});
beforeAll(async () => {
  lambda = await startFakeLambda({
    text: () => 'yes',
    thing: () => ({ name: 'n', operators: 'secret' }),
    identity: ({ identity }: { identity: unknown }) => identity,
  });
  service = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: lambda.url });
  issuer = await startIdentity({ port: 0, clientId: 'herald-local' });
  stranger = await startIdentity({ port: 0, clientId: 'herald-local' });
  const additionalAuthenticationProviders = [{ authenticationType: 'AWS_IAM' }, provider()];
  api = await anApi(service.url, { sdl: SDL, resolvers, api: { additionalAuthenticationProviders } });
});
afterAll(() => Promise.all([service, issuer, stranger, lambda].map(({ close }) => close())));

const tokenOf = async (more: Record<string, unknown> = {}, from = issuer): Promise<string> => {
  const body = JSON.stringify({ sub: 'C1', ...more });
  const reply = await fetch(`${from.url}/token`, { method: 'POST', body });
  return ((await reply.json()) as { access_token: string }).access_token;
};
const ask = (query: string, authorization: string, of = api) => of.ask(query, {}, { authorization });
/** With one letter of the payload changed, still a parsable token. */
const forged = (token: string) => {
  const [head = '', payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const other = Buffer.from(JSON.stringify({ ...claims, sub: 'C2' })).toString('base64url');
  return [head, other, signature].join('.');
};

describe('a customer with a token', () => {
  it.each(['', 'Bearer '])(
    'is let in with %j before it, and known to resolvers by claims, issuer and sub',
    async (prefix) => {
      const { status, body } = await ask('{mine}', prefix + (await tokenOf({ claims: { locale: 'de' } })));
      expect(status).toBe(200);
      expect(JSON.parse((body.data as { mine: string }).mine)).toEqual({
        sub: 'C1',
        issuer: issuer.url,
        claims: expect.objectContaining({ sub: 'C1', iss: issuer.url, aud: 'herald-local', locale: 'de' }),
      });
    },
  );

  it('reads what is open to tokens, and nothing else', async () => {
    const { body } = await ask('{open both thing{name operators}}', await tokenOf());
    expect(body.data).toEqual({ open: null, both: 'yes', thing: { name: 'n', operators: null } });
    expect(body.errors).toMatchObject([{ errorType: 'Unauthorized' }, { errorType: 'Unauthorized' }]);
  });

  it('may come from any client that the expression names', async () => {
    expect((await ask('{both}', await tokenOf({ audience: 'herald-web' }))).status).toBe(200);
  });

  it('stands beside keys and signatures', async () => {
    expect((await api.ask('{open}')).body).toEqual({ data: { open: 'yes' } });
    expect((await api.ask('{both}', {}, SIGNED)).body).toEqual({ data: { both: 'yes' } });
    expect((await api.ask('{mine}')).body).toMatchObject({
      data: { mine: null },
      errors: [{ errorType: 'Unauthorized' }],
    });
  });

  it('is let in where tokens are the default', async () => {
    const oidcOnly = await anApi(service.url, {
      sdl: 'type Query { a: String }',
      api: { ...provider(), additionalAuthenticationProviders: [] },
    });
    expect((await ask('{a}', await tokenOf(), oidcOnly)).body).toEqual({ data: { a: null } });
    expect((await oidcOnly.ask('{a}')).status).toBe(401);
  });
});

describe('a token is refused', () => {
  const NOT_AUTHORIZED = 'You are not authorized to make this call.';
  it.each<[string, () => Promise<string>, string]>([
    ['that is none', async () => 'Bearer x.y.z', 'Unable to parse JWT token.'],
    ['that is over', () => tokenOf({ expiresInSeconds: -60 }), 'Token has expired.'],
    ['of another issuer', () => tokenOf({}, stranger), NOT_AUTHORIZED],
    ['for another client', () => tokenOf({ audience: 'herald-webshop' }), NOT_AUTHORIZED],
    ['that was changed', async () => forged(await tokenOf()), NOT_AUTHORIZED],
    [
      'with a signature made up',
      async () => `${(await tokenOf()).replace(/[^.]*$/, '')}${randomBytes(256).toString('base64url')}`,
      NOT_AUTHORIZED,
    ],
    [
      'without a signature',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await tokenOf()).split('.')[1]}.`,
      NOT_AUTHORIZED,
    ],
  ])('%s', async (_name, token, message) => {
    const reply = await ask('{both}', await token());
    expect(reply).toMatchObject({ status: 401, body: { errors: [{ errorType: 'UnauthorizedException', message }] } });
  });

  it('that is older than the API allows', async () => {
    const strict = await anApi(service.url, {
      sdl: SDL,
      resolvers,
      api: { additionalAuthenticationProviders: [provider({ iatTTL: 60_000 })] },
    });
    expect((await ask('{both}', await tokenOf(), strict)).status).toBe(200);
    const patient = await anApi(service.url, {
      sdl: SDL,
      resolvers,
      api: { additionalAuthenticationProviders: [provider({ authTTL: 1000 })] },
    });
    const signedInLongAgo = await tokenOf({ claims: { auth_time: 1_700_000_000 } });
    expect((await ask('{both}', signedInLongAgo, patient)).status).toBe(401);
  });

  it('when its issuer is gone', async () => {
    const short = await startIdentity({ port: 0, clientId: 'herald-local' });
    const token = await tokenOf({}, short);
    const orphan = await anApi(service.url, {
      sdl: SDL,
      resolvers,
      api: { additionalAuthenticationProviders: [provider({ issuer: short.url })] },
    });
    await short.close();
    expect((await ask('{both}', token, orphan)).status).toBe(401);
  });
});
