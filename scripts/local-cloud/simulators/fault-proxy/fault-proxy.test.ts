import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../kit/http-service.ts';
import { startFaultProxy } from './server.ts';
import { type FakeDynamoDb, startFakeDynamoDb } from './testing/fake-dynamodb.ts';

let target: FakeDynamoDb;
let proxy: RunningService;
let client: DynamoDBClient;
const clientOf = (maxAttempts: number, requestTimeout = 15_000) =>
  new DynamoDBClient({
    endpoint: proxy.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts,
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
beforeAll(async () => {
  target = await startFakeDynamoDb();
  proxy = await startFaultProxy({ port: 0, target: target.url });
  client = clientOf(1);
});
afterEach(async () => {
  await door('_behaviour', 'DELETE');
  await door('_received', 'DELETE');
  target.items.clear();
  target.calls.length = 0;
});
afterAll(async () => {
  client.destroy();
  await proxy.close();
  await target.close();
});

const door = async (name: string, method = 'GET', body?: unknown) =>
  (await fetch(`${proxy.url}/${name}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })).json();
const rules = (...list: unknown[]) => door('_behaviour', 'PUT', list);
const put = (id: string, table = 'people', by = client) =>
  by.send(new PutItemCommand({ TableName: table, Item: { id: { S: id } } }));
const query = async (IndexName?: string) => {
  const { Items = [] } = await client.send(
    new QueryCommand({ TableName: 'people', KeyConditionExpression: 'id = :id', ...(IndexName ? { IndexName } : {}) }),
  );
  return Items.map(({ id }) => id?.S);
};
const get = (ids: string[]) =>
  client.send(
    new BatchGetItemCommand({
      RequestItems: { people: { Keys: ids.map((id) => ({ id: { S: id } })), ConsistentRead: true } },
    }),
  );

describe('without rules', () => {
  it('passes everything through, both ways', async () => {
    await put('größe');
    expect(await query()).toEqual(['größe']);
  });

  it('counts the calls by operation, and nothing else', async () => {
    await put('1');
    await put('2');
    await query();
    expect(await door('_received')).toEqual({ PutItem: 2, Query: 1 });
    await door('_received', 'DELETE');
    expect(await door('_received')).toEqual({});
  });

  it('carries bodies of megabytes and many calls at once', async () => {
    const big = 'x'.repeat(300_000);
    await Promise.all(Array.from({ length: 20 }, (_, n) => put(`${n}${big}`)));
    expect(await query()).toHaveLength(20);
  });

  it('says where it looked when DynamoDB is away', async () => {
    const lonely = await startFaultProxy({ port: 0, target: 'http://127.0.0.1:9' });
    const response = await fetch(lonely.url, { method: 'POST', body: '{}' });
    expect([response.status, await response.text()]).toEqual([502, expect.stringContaining('http://127.0.0.1:9')]);
    await lonely.close();
  });
});

describe('rules', () => {
  it.each([
    [{ operation: 'PutItem', table: 'people' }, true],
    [{ table: '^pe.ple$' }, true],
    [{ body: '"S":"1"' }, true],
    [{ operation: 'Query' }, false],
    [{ table: '^people-archive$' }, false],
    [{ operation: 'PutItem', body: 'other' }, false],
  ])('%j: applies is %s', async (match, applies) => {
    await rules({ match, then: { fault: 'throttle' } });
    const outcome = await put('1').then(
      () => false,
      () => true,
    );
    expect(outcome).toBe(applies);
  });

  it('find the tables of batches, transactions and PartiQL statements', async () => {
    await rules({ match: { table: '^hot$' }, then: { status: 418 } });
    const call = async (operation: string, input: unknown) => {
      const headers = { 'x-amz-target': `DynamoDB_20120810.${operation}` };
      return (await fetch(proxy.url, { method: 'POST', headers, body: JSON.stringify(input) })).status;
    };
    expect(await call('BatchWriteItem', { RequestItems: { cold: [], hot: [] } })).toBe(418);
    expect(await call('TransactWriteItems', { TransactItems: [{ Put: { TableName: 'hot' } }] })).toBe(418);
    expect(await call('BatchExecuteStatement', { Statements: [{ Statement: 'INSERT INTO "hot" VALUE {}' }] })).toBe(
      418,
    );
    expect(await call('ExecuteStatement', { Statement: 'SELECT * FROM "cold"' })).toBe(200);
  });

  it('refuse an unknown fault by name', async () => {
    expect(await rules({ match: {}, then: { fault: 'explode' } })).toMatchObject({
      message: expect.stringContaining('0.then.fault'),
    });
  });
});

describe('faults', () => {
  it('throttle: the SDK knows the error, and its own retries get through', async () => {
    await rules({ match: {}, then: { fault: 'throttle' }, times: 2 });
    await expect(put('1')).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      $metadata: { httpStatusCode: 400 },
    });
    const patient = clientOf(3);
    await put('1', 'people', patient);
    patient.destroy();
    expect(target.calls).toEqual(['PutItem']);
  });

  it('transactionConflict: cancelled with a reason for each item, nothing forwarded', async () => {
    await rules({ match: { operation: 'TransactWriteItems' }, then: { fault: 'transactionConflict' } });
    const Put = { TableName: 'people', Item: { id: { S: '1' } } };
    await expect(
      client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, { Put }] })),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict, None]',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
    expect(target.calls).toEqual([]);
  });

  it('unprocessed: the second half of a read comes back as keys, with its options', async () => {
    for (const id of ['1', '2', '3']) await put(id);
    await rules({ match: {}, then: { fault: 'unprocessed' } });
    const { Responses, UnprocessedKeys } = await get(['1', '2', '3']);
    expect(Responses?.people).toEqual([{ id: { S: '1' } }]);
    expect(UnprocessedKeys).toEqual({
      people: { Keys: [{ id: { S: '2' } }, { id: { S: '3' } }], ConsistentRead: true },
    });
  });

  it('unprocessed: half of a write is done, the rest handed back; a batch of one not done at all', async () => {
    await rules({ match: { operation: 'BatchWriteItem' }, then: { fault: 'unprocessed' } });
    const requestOf = (id: string) => ({ PutRequest: { Item: { id: { S: id } } } });
    const write = (RequestItems: Record<string, ReturnType<typeof requestOf>[]>) =>
      client.send(new BatchWriteItemCommand({ RequestItems }));
    const { UnprocessedItems } = await write({
      people: [requestOf('1')],
      pets: [requestOf('2'), requestOf('3'), requestOf('4')],
    });
    expect([...target.items.keys()]).toEqual(['1', '2']);
    expect(UnprocessedItems).toEqual({ pets: [requestOf('3'), requestOf('4')] });
    expect((await write({ people: [requestOf('9')] })).UnprocessedItems).toEqual({ people: [requestOf('9')] });
    expect(target.items.has('9')).toBe(false);
  });

  it('staleIndex: an index keeps what it first answered, the table and other queries see the writes', async () => {
    await put('1');
    await rules({ match: { operation: 'Query' }, then: { fault: 'staleIndex' } });
    expect(await query('byName')).toEqual(['1']);
    await put('2');
    expect(await query('byName')).toEqual(['1']);
    expect(await query()).toEqual(['1', '2']);
    await door('_behaviour', 'DELETE');
    expect(await query('byName')).toEqual(['1', '2']);
  });

  it('drop: the write happened, its answer is lost', async () => {
    await rules({ match: { operation: 'PutItem' }, then: { fault: 'drop' }, times: 1 });
    await expect(put('1')).rejects.toThrow();
    expect([...target.items.keys()]).toEqual(['1']);
  });

  it('status, delay and hang', async () => {
    await rules(
      { match: { body: 'late' }, then: { delayMs: 60 } },
      { match: { body: 'sick' }, then: { status: 500, body: { __type: 'InternalServerError' } } },
      { match: { body: 'hang' }, then: { hang: true } },
    );
    const before = performance.now();
    await put('late');
    expect(performance.now() - before).toBeGreaterThan(55);
    await expect(put('sick')).rejects.toMatchObject({ name: 'InternalServerError' });
    const hasty = clientOf(1, 80);
    await expect(put('hang', 'people', hasty)).rejects.toMatchObject({ name: 'TimeoutError' });
    hasty.destroy();
    expect([...target.items.keys()]).toEqual(['late']);
  });
});
