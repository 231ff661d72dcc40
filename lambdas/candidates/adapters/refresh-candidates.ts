// Candidates that were there already. A refresh is one transaction: the candidate, only if it is still as it was read,
// and its serving items. So no serving item can come back for a candidate that left `active` in between.
import { DeleteCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { fullJitter } from '../../shared/aws/dynamodb-batch-get.ts';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import { decideRefresh, refreshed } from '../domain/serving/refresh-decision.ts';
import type { PutOutcome } from '../ports.ts';
import { candidateItem, servingItems, servingKeyOf } from './candidate-items.ts';
import type { CommittedRuns } from './committed-runs.ts';
import type { Placed, Table } from './insert-candidates.ts';

export type RefreshTarget = Table & {
  committed: CommittedRuns;
  read: (candidate: StoredCandidate) => Promise<StoredCandidate | undefined>;
};
/** An existing candidate and what Store brought. `restore`: its serving items may have been written over. */
export type Rivals = { existing: StoredCandidate; incoming: Placed; restore: boolean };

const callsAtOnce = 8;
const tries = 8;
type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** Refreshes what may be refreshed. Outcomes in input order. @throws TransientError when the table stays too busy */
export const refreshCandidates = async (target: RefreshTarget, rivals: readonly Rivals[]): Promise<PutOutcome[]> => {
  const outcomes: PutOutcome[] = [];
  const committed = await target.committed(rivals.map(({ existing }) => existing.runId));
  const queue = rivals.map((pair, index) => ({ pair, index }));
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      outcomes[next.index] = await refreshOne(target, next.pair, committed);
    }
  };
  await Promise.all(Array.from({ length: Math.min(callsAtOnce, rivals.length) }, worker));
  return outcomes;
};

const refreshOne = async (
  target: RefreshTarget,
  { existing, incoming, restore }: Rivals,
  committed: ReadonlySet<string>,
): Promise<PutOutcome> => {
  let seen: StoredCandidate | undefined = existing;
  for (let attempt = 1; seen && attempt <= tries; attempt += 1) {
    const decision = decideRefresh(seen, incoming.candidate, committed.has(seen.runId));
    const outcome: PutOutcome = decision === 'leave' ? 'unchanged' : 'refreshed';
    if (decision !== 'write' && !restore) return outcome;
    if (seen.state !== 'active') {
      await dropServingItems(target, incoming.candidate);
      return outcome;
    }
    const winner = decision === 'write' ? refreshed(seen, incoming.candidate, committed.has(seen.runId)) : seen;
    if (await replace(target, seen, { ...incoming, candidate: winner })) return outcome;
    await (target.pause ?? fullJitter)(attempt);
    seen = await target.read(incoming.candidate);
  }
  throw new TransientError(`A candidate of ${incoming.candidate.programId} keeps changing while it is refreshed`, {
    whatToDo: 'Try the step again.',
  });
};

/** False when the candidate is no longer as `seen`. */
const replace = async (target: RefreshTarget, seen: StoredCandidate, winner: Placed): Promise<boolean> => {
  const command = new TransactWriteCommand({ TransactItems: replacement(target.table, seen, winner) });
  try {
    await asTransient('refresh a candidate', () => target.document.send(command));
    return true;
  } catch (error) {
    if (isLostCondition(error)) return false;
    throw error;
  }
};

const replacement = (TableName: string, seen: StoredCandidate, { candidate, shard }: Placed): Actions => {
  const dropped = seen.channels.filter((channel) => !candidate.channels.includes(channel));
  return [
    {
      Put: {
        TableName,
        Item: candidateItem(candidate, shard),
        ConditionExpression: '#state = :active AND updatedAt = :updatedAt AND runId = :runId',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':active': 'active', ':updatedAt': seen.updatedAt, ':runId': seen.runId },
      },
    },
    ...servingItems(candidate, shard).map((Item) => ({ Put: { TableName, Item } })),
    ...dropped.map((channel) => ({ Delete: { TableName, Key: servingKeyOf(seen, channel) } })),
  ];
};

/** A candidate that left `active` never comes back, so its serving items can go without a condition. */
const dropServingItems = async ({ document, table }: Table, candidate: StoredCandidate): Promise<void> => {
  for (const channel of candidate.channels) {
    const command = new DeleteCommand({ TableName: table, Key: servingKeyOf(candidate, channel) });
    await asTransient('delete a serving item', () => document.send(command));
  }
};
