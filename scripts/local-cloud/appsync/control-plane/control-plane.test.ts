import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../../simulators/kit/http-service.ts';
import { startAppSync } from '../server.ts';
import { anApi, control, putSchema, SIGNED } from '../testing/an-api.ts';

const SDL = 'type Query { a: String }';
let service: RunningService;
const at = (route: string, body?: unknown, headers?: Record<string, string>) =>
  control(service.url, route, body, headers);
const newApi = async (body: Record<string, unknown> = {}) =>
  (await at('POST /v1/apis', { name: 'x', authenticationType: 'AWS_IAM', ...body }, SIGNED)).body.graphqlApi;

beforeAll(async () => {
  service = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: 'http://127.0.0.1:9' });
});
afterAll(() => service.close());

describe('an API', () => {
  it('reads back with everything Terraform compares, its region from the signature', async () => {
    const created = await newApi({ tags: { a: 'b' }, queryDepthLimit: 5 });
    expect((await at(`GET /v1/apis/${created.apiId}`)).body.graphqlApi).toMatchObject({
      apiType: 'GRAPHQL',
      visibility: 'GLOBAL',
      introspectionConfig: 'ENABLED',
      queryDepthLimit: 5,
      resolverCountLimit: 0,
      tags: { a: 'b' },
      arn: `arn:aws:appsync:eu-west-1:000000000000:apis/${created.apiId}`,
      uris: { GRAPHQL: `${service.url}/${created.apiId}/graphql` },
    });
  });

  it('goes back to defaults for what an update leaves out, and keeps id and tags', async () => {
    const { apiId, arn } = await newApi({ tags: { a: 'b' }, queryDepthLimit: 5 });
    const { body } = await at(`POST /v1/apis/${apiId}`, { name: 'y', authenticationType: 'API_KEY' });
    expect(body.graphqlApi).toMatchObject({ apiId, arn, name: 'y', queryDepthLimit: 0, tags: { a: 'b' } });
  });

  it('is gone after its deletion, with the error Terraform looks for', async () => {
    const { apiId } = await newApi();
    expect((await at(`DELETE /v1/apis/${apiId}`)).status).toBe(200);
    expect(await at(`GET /v1/apis/${apiId}`)).toMatchObject({ status: 404, type: 'NotFoundException' });
  });

  it('adds and removes tags by its encoded ARN', async () => {
    const { apiId, arn } = await newApi({ tags: { kept: '1', old: '2' } });
    const tags = `/v1/tags/${encodeURIComponent(arn)}`;
    await at(`POST ${tags}`, { tags: { added: '3' } });
    await at(`DELETE ${tags}?tagKeys=old`);
    expect((await at(`GET ${tags}`)).body.tags).toEqual({ kept: '1', added: '3' });
    expect((await at(`GET /v1/apis/${apiId}`)).body.graphqlApi.tags).toEqual({ kept: '1', added: '3' });
  });
});

describe('a schema', () => {
  it.each([
    ['type Query { a: Nope }', 'Unknown type "Nope"'],
    ['scalar Money type Query { a: Money }', 'Custom scalar Money is not allowed'],
    ['type A { a: String }', 'Query root type must be provided'],
  ])('%s is refused with a reason, and the old one stays in force', async (sdl, reason) => {
    const api = await anApi(service.url, { sdl: SDL });
    expect((await putSchema(service.url, api.id, sdl)).body).toEqual({ status: 'PROCESSING' });
    const { status, details } = (await at(`GET /v1/apis/${api.id}/schemacreation`)).body;
    expect(status).toBe('FAILED');
    expect(details).toContain(reason);
    expect((await api.ask('{a}')).body).toEqual({ data: { a: null } });
  });
});

describe('an API key', () => {
  it('lives seven days, rounded down to the hour, and keeps its end in an update that names none', async () => {
    const { apiId } = await newApi();
    const before = Date.now() / 1000;
    const { apiKey } = (await at(`POST /v1/apis/${apiId}/apikeys`, { description: 'one' })).body;
    expect(apiKey.expires % 3600).toBe(0);
    expect(apiKey.expires - before).toBeGreaterThan(7 * 86_400 - 3600);
    await at(`POST /v1/apis/${apiId}/apikeys/${apiKey.id}`, { description: 'two' });
    expect((await at(`GET /v1/apis/${apiId}/apikeys`)).body.apiKeys).toEqual([{ ...apiKey, description: 'two' }]);
    await at(`DELETE /v1/apis/${apiId}/apikeys/${apiKey.id}`);
    expect((await at(`GET /v1/apis/${apiId}/apikeys`)).body.apiKeys).toEqual([]);
  });
});

describe('members of an API', () => {
  it.each([
    ['datasources', { name: 'd', type: 'NONE' }, 'dataSource', 'd'],
    ['types/Query/resolvers', { fieldName: 'a', dataSourceName: 'd' }, 'resolver', 'a'],
  ])('%s: created, read, updated, deleted', async (path, body, envelope, member) => {
    const { apiId } = await newApi();
    const collection = `/v1/apis/${apiId}/${path}`;
    const created = (await at(`POST ${collection}`, body)).body[envelope];
    expect(created).toMatchObject(body);
    expect((await at(`GET ${collection}/${member}`)).body[envelope]).toEqual(created);
    const updated = (await at(`POST ${collection}/${member}`, { ...body, description: 'new' })).body[envelope];
    expect(updated).toEqual({ ...created, description: 'new' });
    await at(`DELETE ${collection}/${member}`);
    expect(await at(`GET ${collection}/${member}`)).toMatchObject({ status: 404, type: 'NotFoundException' });
  });

  it('functions keep their id in an update', async () => {
    const { apiId } = await newApi();
    const functions = `/v1/apis/${apiId}/functions`;
    const { functionId } = (await at(`POST ${functions}`, { name: 'f', dataSourceName: 'd' })).body
      .functionConfiguration;
    const { body } = await at(`POST ${functions}/${functionId}`, { name: 'g', dataSourceName: 'd' });
    expect(body.functionConfiguration).toMatchObject({ functionId, name: 'g', maxBatchSize: 0 });
  });

  it('refuses a second resolver on one field', async () => {
    const { apiId } = await newApi();
    const resolvers = `POST /v1/apis/${apiId}/types/Query/resolvers`;
    await at(resolvers, { fieldName: 'a' });
    expect(await at(resolvers, { fieldName: 'a' })).toMatchObject({ status: 400, type: 'BadRequestException' });
  });

  it.each(['datasources/x', 'functions/x', 'apikeys/x', 'types/Query/resolvers/x'])(
    '%s: no update of what is not there',
    async (member) => {
      const { apiId } = await newApi();
      expect(await at(`POST /v1/apis/${apiId}/${member}`, {})).toMatchObject({
        status: 404,
        type: 'NotFoundException',
      });
    },
  );

  it('names what it does not know', async () => {
    expect(await at('GET /v1/nothing')).toMatchObject({ status: 404, type: 'UnknownOperationException' });
  });
});

it('knows its APIs after a restart, at its new address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'appsync-'));
  const options = {
    host: '127.0.0.1',
    port: 0,
    lambdaEndpoint: 'http://127.0.0.1:9',
    stateFile: join(folder, 'state.json'),
  };
  const first = await startAppSync(options);
  const { id, key } = await anApi(first.url, { sdl: SDL });
  await first.close();
  const second = await startAppSync(options);
  const { uris } = (await control(second.url, `GET /v1/apis/${id}`)).body.graphqlApi;
  const headers = { 'x-api-key': key };
  const response = await fetch(uris.GRAPHQL, { method: 'POST', headers, body: JSON.stringify({ query: '{a}' }) });
  expect(await response.json()).toEqual({ data: { a: null } });
  await second.close();
  await rm(folder, { recursive: true });
});
