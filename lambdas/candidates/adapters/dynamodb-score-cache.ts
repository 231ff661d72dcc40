import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ScoreCache } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; clock: Clock; pause?: Pause };
const itemsPerCall = 25;
const day = 24 * 60 * 60;

/** Scores by cache key in table `scores`. DynamoDB deletes late, so entries past `expiresAt` are no longer hits. */
export const dynamodbScoreCache = ({ document, table, clock, pause }: Options): ScoreCache => ({
  get: async (keys) => {
    const unique = [...new Set(keys)].map((cacheKey) => ({ cacheKey }));
    const items = await batchGet({ document, table, keys: unique, ...(pause && { pause }) });
    const now = seconds(clock);
    const live = items.filter((item) => Number(item.expiresAt) > now);
    return new Map(live.map((item) => [String(item.cacheKey), Number(item.score)]));
  },
  put: async (entries, ttlDays) => {
    const expiresAt = seconds(clock) + ttlDays * day;
    const unique = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
    for (let from = 0; from < unique.length; from += itemsPerCall) {
      const batch = unique.slice(from, from + itemsPerCall);
      const items = batch.map(({ key, score }) => ({
        PutRequest: { Item: { cacheKey: key, score, expiresAt } },
      }));
      // What stays unprocessed is a later cache miss, no loss: not worth a wait.
      const command = new BatchWriteCommand({ RequestItems: { [table]: items } });
      await asTransient(`write ${items.length} scores to ${table}`, () => document.send(command));
    }
  },
});

const seconds = (clock: Clock): number => Math.floor(clock.now().getTime() / 1000);
