import { setTimeout as wait } from 'node:timers/promises';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RateLimiter } from '../../delivery/index.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CallLimiter } from '../ports.ts';

type Options = {
  limiter: RateLimiter;
  document: DynamoDBDocumentClient;
  table: string;
  clock: Clock;
  sleep?: (ms: number) => Promise<unknown>;
};

/** Slots of table `limits`, one a call; a service that is closed has its next free slot at the time it opens again. */
export const dynamodbCallLimiter = ({ limiter, document, table, clock, sleep = wait }: Options): CallLimiter => ({
  take: async (service, { perSecond, maxWaitMs }) => {
    const now = clock.now().getTime();
    const lease = await limiter.lease({ provider: service, count: 1, perSecond, maxWaitMs, now });
    if (lease.kind === 'full') return false;
    if (lease.startsAt > now) await sleep(lease.startsAt - now);
    return true;
  },
  closeUntil: async (service, until) => {
    const command = new UpdateCommand({
      TableName: table,
      Key: { pk: `rate#${service}` },
      UpdateExpression: 'SET nextFree = :until',
      ConditionExpression: 'attribute_not_exists(nextFree) OR nextFree < :until',
      ExpressionAttributeValues: { ':until': Math.ceil(until) * 1_000 },
    });
    try {
      await asTransient(`close ${service} in ${table}`, () => document.send(command));
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error; // closed for longer already
    }
  },
});
