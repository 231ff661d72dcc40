// New candidates: serving items first, then the candidate, each 25 a call.
//
// Why in that order: a candidate that exists and is active always has its serving items, whatever crashes in between.
// A serving item without its candidate belongs to a run that has not committed, is served to nobody, and is overwritten
// by the re-run. The reverse order could bring back the serving item of a candidate that left `active` meanwhile.
import { BatchExecuteStatementCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient, isTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import { type CandidateItem, candidateItem, type ServingItem, servingItems } from './candidate-items.ts';

export type Table = { document: DynamoDBDocumentClient; table: string; pause?: Pause };
/** A candidate and the shard it belongs to. */
export type Placed = { candidate: StoredCandidate; shard: number };

const itemsPerCall = 25;
const callsAtOnce = 8;
const tries = 8;

/**
 * Inserts candidates that were not there a moment ago.
 * @returns the ones that are there after all: another writer was faster
 * @throws TransientError when the table stays too busy
 */
export const insertCandidates = async (target: Table, placed: readonly Placed[]): Promise<Placed[]> => {
  const batches = slices(placed);
  const lost: Placed[] = [];
  const worker = async (): Promise<void> => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const serving = batch.flatMap(({ candidate, shard }) => servingItems(candidate, shard));
      for (const items of slices(serving)) await putServingItems(target, items);
      lost.push(...(await insertBatch(target, batch)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(callsAtOnce, batches.length) }, worker));
  return lost;
};

const putServingItems = async (target: Table, items: readonly ServingItem[]): Promise<void> => {
  let left = items.map((Item) => ({ PutRequest: { Item: Item as Record<string, unknown> } }));
  await untilNoneLeft(target, async () => {
    const command = new BatchWriteCommand({ RequestItems: { [target.table]: left } });
    const answer = await asTransient(`write ${left.length} serving items`, () => target.document.send(command));
    left = (answer.UnprocessedItems?.[target.table] ?? []) as typeof left;
    return left.length;
  });
};

const insertBatch = async (target: Table, batch: readonly Placed[]): Promise<Placed[]> => {
  const lost: Placed[] = [];
  let left = [...batch];
  await untilNoneLeft(target, async () => {
    const command = new BatchExecuteStatementCommand({
      Statements: left.map(({ candidate, shard }) => insertStatement(target.table, candidateItem(candidate, shard))),
    });
    const answer = await asTransient(`insert ${left.length} candidates`, () => target.document.send(command));
    const results = left.map((placed, index) => ({ placed, error: answer.Responses?.[index]?.Error }));
    lost.push(...results.filter(({ error }) => error?.Code === 'DuplicateItem').map(({ placed }) => placed));
    const failed = results.filter(({ error }) => error && error.Code !== 'DuplicateItem');
    for (const { error } of failed) refuseUnlessPassing(error);
    left = failed.map(({ placed }) => placed);
    return left.length;
  });
  return lost;
};

/** PartiQL's INSERT succeeds only if the key is new. Attribute names are ours (candidate-items.ts); values are bound. */
const insertStatement = (table: string, item: CandidateItem) => {
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  const struct = present.map(([name]) => `'${name}': ?`).join(', ');
  return { Statement: `INSERT INTO "${table}" VALUE {${struct}}`, Parameters: present.map(([, value]) => value) };
};

/** Statement errors carry codes without `Exception` (API reference of BatchStatementError). */
const passing = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

const refuseUnlessPassing = (error: { Code?: string | undefined; Message?: string | undefined } | undefined): void => {
  if (passing.has(error?.Code ?? '') || isTransient({ name: error?.Code })) return;
  throw new Error(`DynamoDB refused to insert a candidate: ${error?.Code}: ${error?.Message}`);
};

const untilNoneLeft = async ({ table, pause = fullJitter }: Table, once: () => Promise<number>): Promise<void> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if ((await once()) === 0) return;
    await pause(attempt);
  }
  throw new TransientError(`Table ${table} refused writes ${tries} times`, {
    whatToDo: 'The table is throttled: wait for its capacity to grow, then start the day again.',
  });
};

const slices = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / itemsPerCall) }, (_, index) =>
    items.slice(index * itemsPerCall, (index + 1) * itemsPerCall),
  );
