import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../../simulators/kit/http-service.ts';
import { startAppSync } from '../server.ts';
import { anApi, control, PASS_THROUGH, SIGNED, type TestApi } from '../testing/an-api.ts';
import { type FakeLambda, startFakeLambda } from '../testing/fake-lambda.ts';

const SDL = `
  type Query { open: Thing keyed: String @aws_api_key operators: String @aws_iam both: String @aws_iam @aws_api_key
    groups: String @aws_auth(cognito_groups: ["admins"]) identity: AWSJSON @aws_iam @aws_api_key }
  type Thing { name: String }
  type Sealed @aws_iam { name: String }
  type Mutation { make: Sealed @aws_api_key }`;
const resolvers = {
  'Query.open': { lambda: 'thing' },
  'Query.keyed': { lambda: 'text' },
  'Query.operators': { lambda: 'text' },
  'Query.both': { lambda: 'text' },
  'Query.groups': { lambda: 'text' },
  'Query.identity': { lambda: 'identity' },
  'Mutation.make': { code: PASS_THROUGH.replace('ctx.args', '{ name: "n" }') },
};

let lambda: FakeLambda;
let service: RunningService;
let api: TestApi;
beforeAll(async () => {
  const identity = ({ identity: who }: { identity: unknown }) => ({ identity: who });
  lambda = await startFakeLambda({ thing: () => ({ name: 'n' }), text: () => 'yes', identity });
  service = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: lambda.url });
  api = await anApi(service.url, { sdl: SDL, resolvers });
});
afterAll(async () => {
  await service.close();
  await lambda.close();
});

const denied = (type: string, field: string) => ({
  errorType: 'Unauthorized',
  message: `Not Authorized to access ${field} on type ${type}`,
});

describe('who may ask', () => {
  it.each([
    [{}, 'Valid authorization header not provided.'],
    [{ 'x-api-key': 'da2-wrong' }, 'You are not authorized to make this call.'],
    [{ 'x-api-key': 'constructor' }, 'You are not authorized to make this call.'],
    [{ authorization: 'Bearer x.y.z' }, 'You are not authorized to make this call.'],
  ])('refuses %j with 401', async (headers, message) => {
    const reply = await api.ask('{both}', {}, headers);
    expect(reply).toMatchObject({ status: 401, body: { errors: [{ errorType: 'UnauthorizedException', message }] } });
    expect(reply.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
  });

  it('refuses an expired key, and a key where the API has no key mode', async () => {
    const apiKeys = `POST /v1/apis/${api.id}/apikeys`;
    const { apiKey } = (await control(service.url, apiKeys, { expires: Date.now() / 1000 - 7200 })).body;
    expect((await api.ask('{both}', {}, { 'x-api-key': apiKey.id })).status).toBe(401);
    const iamOnly = await anApi(service.url, {
      sdl: 'type Query { a: String }',
      api: { authenticationType: 'AWS_IAM', additionalAuthenticationProviders: [] },
    });
    expect((await iamOnly.ask('{a}')).status).toBe(401);
    expect((await iamOnly.ask('{a}', {}, SIGNED)).body).toEqual({ data: { a: null } });
  });

  it('shows resolvers no identity for a key, and the signer for IAM', async () => {
    const identityOf = async (headers?: Record<string, string>) => {
      const { data } = (await api.ask('{identity}', {}, headers)).body;
      return JSON.parse((data as { identity: string }).identity).identity;
    };
    expect(await identityOf()).toBeNull();
    expect(await identityOf(SIGNED)).toMatchObject({
      accountId: '000000000000',
      userArn: 'arn:aws:iam::000000000000:user/AKIATEST',
      username: 'AKIATEST',
      sourceIp: ['127.0.0.1'],
    });
  });
});

describe('what they may read', () => {
  it('opens a field without directives to the default mode only', async () => {
    expect((await api.ask('{open{name}}')).body).toEqual({ data: { open: { name: 'n' } } });
    expect((await api.ask('{open{name}}', {}, SIGNED)).body).toMatchObject({
      data: { open: null },
      errors: [denied('Query', 'open')],
    });
  });

  it('goes by the directives of the field', async () => {
    const byKey = (await api.ask('{keyed operators both groups}')).body;
    expect(byKey.data).toEqual({ keyed: 'yes', operators: null, both: 'yes', groups: null });
    expect(byKey.errors).toMatchObject([denied('Query', 'operators'), denied('Query', 'groups')]);
    const byIam = (await api.ask('{keyed operators both}', {}, SIGNED)).body;
    expect(byIam.data).toEqual({ keyed: null, operators: 'yes', both: 'yes' });
  });

  it("goes by the type's directives where the field has none", async () => {
    const { data, errors } = (await api.ask('mutation {make{name}}')).body;
    expect(data).toEqual({ make: { name: null } });
    expect(errors).toMatchObject([{ path: ['make', 'name'], ...denied('Sealed', 'name') }]);
  });

  it('does not call a resolver that was denied', async () => {
    const before = lambda.calls.length;
    await api.ask('{operators}');
    expect(lambda.calls).toHaveLength(before);
  });
});
