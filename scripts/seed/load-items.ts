// Loads a file of items into a DynamoDB table by BatchWriteItem, several batches at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type BatchWriteCommandInput, type BatchWriteCommandOutput } from '@aws-sdk/lib-dynamodb';
import { batchesOf } from './json-lines.ts';

export type Load = {
  dynamodb: { send(command: BatchWriteCommand): Promise<Pick<BatchWriteCommandOutput, 'UnprocessedItems'>> };
  table: string;
  /** JSON Lines, one item a line. */
  path: string;
  /** Called about once in five seconds with the items written so far. */
  onProgress: (items: number) => void;
};

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>;

/** BatchWriteItem takes 25 items. */
const batchSize = 25;
const workers = 8;
const mostTries = 8;

/** Writes one batch; what DynamoDB leaves unprocessed is sent again, later each time. */
const writeBatch = async (dynamodb: Load['dynamodb'], batch: Requests): Promise<void> => {
  let left: Requests | undefined = batch;
  for (let attempt = 0; left && Object.keys(left).length > 0; attempt++) {
    if (attempt === mostTries)
      throw new Error(`DynamoDB left items of ${Object.keys(left).join()} unprocessed ${mostTries} times: seed again`);
    if (attempt > 0) await sleep(50 * 2 ** attempt);
    left = (await dynamodb.send(new BatchWriteCommand({ RequestItems: left }))).UnprocessedItems;
  }
};

/** @returns how many items were written */
export const loadItems = async ({ dynamodb, table, path, onProgress }: Load): Promise<number> => {
  const batches = batchesOf(path, batchSize);
  let written = 0;
  let toldAt = performance.now();
  const work = async () => {
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      await writeBatch(dynamodb, { [table]: next.value.map((Item) => ({ PutRequest: { Item } })) });
      written += next.value.length;
      if (performance.now() - toldAt < 5000) continue;
      toldAt = performance.now();
      onProgress(written);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return written;
};
