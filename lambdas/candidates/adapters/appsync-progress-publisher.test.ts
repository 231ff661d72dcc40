import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse, validate } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { schema } from '../../../test/support/resolve-operation.ts';
import { appsyncProgressPublisher } from './appsync-progress-publisher.ts';

const event = {
  ...{ runId: 'product-reviews:2026-11-19:001', programId: 'product-reviews' },
  ...{ stage: 'Judge', message: 'proceed', at: '2026-11-20T02:10:00.000Z' },
};
type Received = { headers: IncomingMessage['headers']; body: { query: string; variables: unknown } };
let server: Server;
let received: Received[];
let answer: { status: number; body: string };

beforeEach(async () => {
  received = [];
  answer = { status: 200, body: '{"data":{}}' };
  server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: JSON.parse(await text(request)) });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
});

const publisher = () =>
  appsyncProgressPublisher({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'session' }),
    timeoutMs: 10_000,
  });

it('posts a valid mutation, signed for AppSync as the function’s role', async () => {
  await publisher().publish(event);
  const [request] = received;
  expect(validate(schema, parse(request?.body.query ?? ''))).toEqual([]);
  expect(request?.body.variables).toEqual(event);
  expect(request?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/appsync\//);
  expect(request?.headers['x-amz-security-token']).toBe('session');
});

it('selects every field that a subscriber may filter on or ask for', async () => {
  await publisher().publish(event);
  const selected = received[0]?.body.query.match(/\{\s*(runId [^}]*)\}/)?.[1];
  expect(selected?.trim().split(/\s+/).sort()).toEqual(Object.keys(event).sort());
});

it.each([
  { status: 401, body: '{"errors":[{"message":"Unauthorized"}]}' },
  { status: 200, body: '{"errors":[{"message":"no"}]}' },
  { status: 502, body: 'bad gateway' },
])('never fails a run: $status $body', async (bad) => {
  answer = bad;
  await expect(publisher().publish(event)).resolves.toBeUndefined();
  expect(received).toHaveLength(1);
});

it('never fails a run when nobody listens', async () => {
  const gone = publisher();
  await new Promise((resolve) => server.close(resolve));
  await expect(gone.publish(event)).resolves.toBeUndefined();
});
