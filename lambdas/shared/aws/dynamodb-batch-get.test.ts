import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { batchGet } from './dynamodb-batch-get.ts';

type Keys = Record<string, string>[];
const table = 'customers';
const keys = (count: number): Keys => Array.from({ length: count }, (_, n) => ({ customerId: `c${n}` }));

/** A table that leaves `busy` keys of each call unprocessed, or throws. */
const open = (answer: (asked: Keys, call: number) => Keys) => {
  const calls: number[] = [];
  const send = async ({ input }: { input: { RequestItems: Record<string, { Keys: Keys }> } }) => {
    const asked = input.RequestItems[table]?.Keys ?? [];
    const left = answer(asked, calls.push(asked.length));
    const found = asked.filter((key) => !left.includes(key));
    return { Responses: { [table]: found }, UnprocessedKeys: left.length > 0 ? { [table]: { Keys: left } } : {} };
  };
  const pauses: number[] = [];
  const pause = async (attempt: number): Promise<void> => void pauses.push(attempt);
  return { calls, pauses, pause, document: { send } as unknown as DynamoDBDocumentClient };
};

describe('reading many keys', () => {
  it('asks for 100 a call', async () => {
    const { document, calls } = open(() => []);
    expect(await batchGet({ document, table, keys: keys(250) })).toHaveLength(250);
    expect(calls.sort()).toEqual([100, 100, 50]);
  });

  it('asks again, after a pause, for what the table left out', async () => {
    const { document, pause, pauses, calls } = open((asked, call) => (call <= 2 ? asked.slice(1) : []));
    const found = await batchGet({ document, table, keys: keys(5), pause });
    expect(new Set(found.map(({ customerId }) => customerId)).size).toBe(5);
    expect(calls).toEqual([5, 4, 3]);
    expect(pauses).toEqual([1, 2]);
  });

  it('gives up with an error that Step Functions retries, never with less than all', async () => {
    const { document, pause } = open((asked) => asked);
    await expect(batchGet({ document, table, keys: keys(1), pause })).rejects.toMatchObject({ name: 'TransientError' });
  });

  it.each(['ProvisionedThroughputExceededException', 'ThrottlingException', 'TimeoutError'])(
    'takes %s for passing',
    async (name) => {
      const { document } = open(() => {
        throw Object.assign(new Error('busy'), { name });
      });
      await expect(batchGet({ document, table, keys: keys(1) })).rejects.toMatchObject({ name: 'TransientError' });
    },
  );

  it('does not take a missing table for passing', async () => {
    const { document } = open(() => {
      throw Object.assign(new Error('no table'), { name: 'ResourceNotFoundException' });
    });
    await expect(batchGet({ document, table, keys: keys(1) })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
