import type { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { expect, it } from 'vitest';
import { kinesisStatusStream } from './kinesis-status-stream.ts';

const records = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    key: `n-${n}`,
    record: { provider: 'sms-service' as const, receivedAt: '2026-11-20T12:00:00.000Z', event: n },
  }));

/** A stream that refuses a record as often as `refusals` says for its key. */
const open = (refusals: Map<string, number>) => {
  const taken: string[] = [];
  const sizes: number[] = [];
  const send = async ({ input: { Records = [] } }: PutRecordsCommand) => {
    sizes.push(Records.length);
    const answers = Records.map(({ PartitionKey = '' }) => {
      const left = refusals.get(PartitionKey) ?? 0;
      refusals.set(PartitionKey, left - 1);
      if (left > 0) return { ErrorCode: 'ProvisionedThroughputExceededException' };
      taken.push(PartitionKey);
      return { SequenceNumber: '1' };
    });
    return { Records: answers };
  };
  const client = { send } as unknown as Pick<KinesisClient, 'send'>;
  return { taken, sizes, stream: kinesisStatusStream({ client, stream: 'sms-status', pause: async () => {} }) };
};

it('puts again what the stream refused, and only that', async () => {
  const { stream, taken, sizes } = open(new Map([['n-2', 2]]));
  await stream.put(records(4));
  expect(sizes).toEqual([4, 1, 1]);
  expect(taken.toSorted()).toEqual(['n-0', 'n-1', 'n-2', 'n-3']);
});

it('asks for 500 at a time, and throws when some are never taken', async () => {
  const { stream, sizes } = open(new Map());
  await stream.put(records(501));
  expect(sizes).toEqual([500, 1]);
  await expect(open(new Map([['n-0', 99]])).stream.put(records(2))).rejects.toMatchObject({ name: 'TransientError' });
});
