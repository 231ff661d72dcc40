import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TransientError } from '../errors.ts';
import { asTransient } from './transient.ts';

type Key = Record<string, string>;
type Item = Record<string, unknown>;
type BatchGet = {
  document: DynamoDBDocumentClient;
  table: string;
  keys: readonly Key[];
  pause?: Pause;
  consistent?: boolean;
};
/** Waits before a try (1, 2, …); tests pass one that does not wait. */
export type Pause = (attempt: number) => Promise<void>;

/** BatchGetItem takes 100 keys. Four calls at a time keep a chunk's worth of facts under a second. */
const keysPerCall = 100;
const callsAtOnce = 4;
const tries = 8;

/** Full jitter, from 50 ms doubling to 3.2 s (AWS Architecture Blog, "Exponential Backoff And Jitter"). */
export const fullJitter: Pause = (attempt) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(3_200, 50 * 2 ** attempt)));

/**
 * Reads items by key, 100 keys a call, and asks again for what the table left unprocessed.
 * @param request keys without duplicates (DynamoDB refuses a call that names a key twice)
 * @throws TransientError when the table is still too busy after 8 tries
 */
export const batchGet = async (request: BatchGet): Promise<Item[]> => {
  const batches = slices(request.keys);
  const found: Item[] = [];
  const worker = async (): Promise<void> => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      for (const item of await getBatch(request, batch)) found.push(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(callsAtOnce, batches.length) }, worker));
  return found;
};

const getBatch = async (
  { document, table, pause = fullJitter, consistent = false }: BatchGet,
  batch: Key[],
): Promise<Item[]> => {
  const found: Item[] = [];
  let left = batch;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const command = new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: consistent } } });
    const answer = await asTransient(`read ${left.length} items of ${table}`, () => document.send(command));
    found.push(...(answer.Responses?.[table] ?? []));
    left = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
    if (left.length === 0) return found;
    await pause(attempt);
  }
  throw new TransientError(`Table ${table} left ${left.length} keys unread after ${tries} tries`, {
    whatToDo: 'The table is throttled: wait for its capacity to grow, then start the day again.',
  });
};

const slices = (keys: readonly Key[]): Key[][] =>
  Array.from({ length: Math.ceil(keys.length / keysPerCall) }, (_, index) =>
    keys.slice(index * keysPerCall, (index + 1) * keysPerCall),
  );
