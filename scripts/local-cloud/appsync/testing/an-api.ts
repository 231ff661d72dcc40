// Sets an API up through the control plane, as Terraform would, and asks it over HTTP.
import { setTimeout as wait } from 'node:timers/promises';

type Resolver = { lambda?: string; code?: string; maxBatchSize?: number };
export type ApiPlan = { sdl: string; resolvers?: Record<string, Resolver>; api?: Record<string, unknown> };
type GraphqlReply = {
  status: number;
  headers: Headers;
  body: { data?: unknown; errors?: Record<string, unknown>[] };
};
export type TestApi = {
  id: string;
  url: string;
  key: string;
  /** Asks by API key, unless other headers are given. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<GraphqlReply>;
};

export const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/appsync/aws4_request, SignedHeaders=host, Signature=0abc',
};
export const PASS_THROUGH =
  'export function request(ctx) { return { payload: ctx.args }; } export function response(ctx) { return ctx.result; }';

/** One control-plane call. */
export const control = async (base: string, route: string, body?: unknown, headers: Record<string, string> = {}) => {
  const [method = 'GET', path = ''] = route.split(' ');
  const response = await fetch(`${base}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  return {
    status: response.status,
    type: response.headers.get('x-amzn-errortype'),
    // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked into by assertions
    body: (await response.json()) as any,
  };
};

export const putSchema = (base: string, apiId: string, sdl: string) =>
  control(base, `POST /v1/apis/${apiId}/schemacreation`, { definition: Buffer.from(sdl).toString('base64') });

const putResolvers = async (base: string, apiId: string, resolvers: Record<string, Resolver>) => {
  await control(base, `POST /v1/apis/${apiId}/datasources`, { name: 'none', type: 'NONE' });
  for (const [place, { lambda, ...rest }] of Object.entries(resolvers)) {
    const [typeName, fieldName] = place.split('.');
    const lambdaFunctionArn = `arn:aws:lambda:eu-west-1:000000000000:function:${lambda}`;
    if (lambda) {
      await control(base, `POST /v1/apis/${apiId}/datasources`, {
        name: lambda,
        type: 'AWS_LAMBDA',
        lambdaConfig: { lambdaFunctionArn },
      });
    }
    await control(base, `POST /v1/apis/${apiId}/types/${typeName}/resolvers`, {
      fieldName,
      dataSourceName: lambda ?? 'none',
      ...rest,
    });
  }
};

/** An API with IAM by default and an API key beside it. */
export const anApi = async (base: string, { sdl, resolvers = {}, api = {} }: ApiPlan): Promise<TestApi> => {
  const created = await control(base, 'POST /v1/apis', {
    name: 'test',
    authenticationType: 'API_KEY',
    additionalAuthenticationProviders: [{ authenticationType: 'AWS_IAM' }],
    ...api,
  });
  const { apiId: id, uris } = created.body.graphqlApi;
  const url: string = uris.GRAPHQL;
  await putSchema(base, id, sdl);
  const { status, details } = (await control(base, `GET /v1/apis/${id}/schemacreation`)).body;
  if (status !== 'SUCCESS') throw new Error(`The test's schema was refused: ${details}`);
  await putResolvers(base, id, resolvers);
  const key: string = (await control(base, `POST /v1/apis/${id}/apikeys`, {})).body.apiKey.id;
  const ask: TestApi['ask'] = async (query, variables = {}, headers = { 'x-api-key': key }) => {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as GraphqlReply['body'],
    };
  };
  return { id, url, key, ask };
};

/** Waits until `check` holds; fails after fifteen seconds, before vitest does. */
export const eventually = async (check: () => boolean) => {
  for (const began = performance.now(); performance.now() - began < 15_000; ) {
    if (check()) return;
    await wait(10);
  }
  throw new Error(`Did not come true within fifteen seconds: ${check}`);
};
