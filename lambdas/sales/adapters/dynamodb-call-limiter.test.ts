import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { RateLimiter } from '../../delivery/index.ts';
import { fixedClock } from '../../shared/clock.ts';
import { dynamodbCallLimiter } from './dynamodb-call-limiter.ts';

const clock = fixedClock('2026-11-20T12:00:00.000Z');
const now = clock.now().getTime();

/** A table that answers as it is told, over the wire. */
let answer = { status: 200, body: {} as object };
const updates: Record<string, unknown>[] = [];
const table = createServer(async (request, response) => {
  updates.push((await json(request)) as Record<string, unknown>);
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer.body));
});
let client: DynamoDBClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => table.listen(0, '127.0.0.1', resolve));
  client = new DynamoDBClient({
    ...{ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 },
    endpoint: `http://127.0.0.1:${(table.address() as AddressInfo).port}`,
  });
});
afterEach(() => {
  updates.length = 0;
  answer = { status: 200, body: {} };
});
afterAll(() => {
  client.destroy();
  table.closeAllConnections();
  table.close();
});

type Lease = Awaited<ReturnType<RateLimiter['lease']>>;
const open = (lease: Lease = { kind: 'leased', startsAt: now, intervalMs: 1_000 }) => {
  const asked: Parameters<RateLimiter['lease']>[0][] = [];
  const slept: number[] = [];
  const limiter: RateLimiter = {
    lease: async (request) => {
      asked.push(request);
      return lease;
    },
  };
  const sleep = async (ms: number) => slept.push(ms);
  const document = DynamoDBDocumentClient.from(client);
  return { asked, slept, limits: dynamodbCallLimiter({ limiter, document, table: 'limits', clock, sleep }) };
};
const slots = { perSecond: 5, maxWaitMs: 1_000 };
const refused = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'no' };

it('takes one slot of the service, and waits until it begins', async () => {
  const { limits, asked, slept } = open({ kind: 'leased', startsAt: now + 400, intervalMs: 200 });
  expect(await limits.take('discovery', slots)).toBe(true);
  expect(asked).toEqual([{ provider: 'discovery', count: 1, now, ...slots }]);
  expect(slept).toEqual([400]);
});

it('does not wait for a slot that has begun, nor for one that is too far away', async () => {
  const free = open();
  expect(await free.limits.take('bitly', slots)).toBe(true);
  const full = open({ kind: 'full', retryAt: now + 5_000 });
  expect(await full.limits.take('bitly', slots)).toBe(false);
  expect([...free.slept, ...full.slept]).toEqual([]);
});

it('closes a service by moving its next free slot, in microseconds, unless it is closed for longer', async () => {
  const { limits } = open();
  await limits.closeUntil('discovery', now + 60_000.5);
  expect(updates).toMatchObject([
    {
      Key: { pk: { S: 'rate#discovery' } },
      ConditionExpression: 'attribute_not_exists(nextFree) OR nextFree < :until',
      ExpressionAttributeValues: { ':until': { N: String((now + 60_001) * 1_000) } },
    },
  ]);
  answer = { status: 400, body: refused };
  await expect(limits.closeUntil('discovery', now)).resolves.toBeUndefined();
});

it('is transient when the table is away', async () => {
  answer = { status: 500, body: { __type: 'InternalServerError', message: 'away' } };
  await expect(open().limits.closeUntil('bitly', now)).rejects.toMatchObject({ name: 'TransientError' });
});
