import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { fullJitter } from '../../shared/aws/dynamodb-batch-get.ts';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import type { CandidateKey, CandidateStore } from '../ports.ts';
import { keyOf, servingKeyOf } from './candidate-items.ts';
import type { Table } from './insert-candidates.ts';

type Change = Parameters<CandidateStore['transition']>[1];
type Target = Table & { read: (key: CandidateKey) => Promise<StoredCandidate | undefined> };
const tries = 5;

/**
 * Moves a candidate from one state to another and, when it leaves `active`, deletes its serving items in the same
 * transaction.
 * @throws NotFoundError @throws ConflictError when it is not in state `from`
 */
export const transitionCandidate = async (
  target: Target,
  key: CandidateKey,
  change: Change,
): Promise<StoredCandidate> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const seen = await target.read(key);
    if (!seen) throw missing(key);
    if (seen.state !== change.from) throw conflict(key, `is ${seen.state}, not ${change.from}`);
    if (await move(target, seen, change)) return changed(seen, change);
    await (target.pause ?? fullJitter)(attempt);
  }
  throw conflict(key, 'keeps changing');
};

const changed = (seen: StoredCandidate, { to, closedReason, at }: Change): StoredCandidate => ({
  ...seen,
  state: to,
  updatedAt: at,
  ...(closedReason && { closedReason }),
});

/** False when the candidate is no longer as `seen`: its channels, and so its serving items, may have changed too. */
const move = async ({ document, table }: Target, seen: StoredCandidate, change: Change): Promise<boolean> => {
  const leaves = seen.state === 'active' && change.to !== 'active';
  const served = leaves ? seen.channels.map((channel) => servingKeyOf(seen, channel)) : [];
  const command = new TransactWriteCommand({
    TransactItems: [
      { Update: stateUpdate(table, seen, change) },
      ...served.map((Key) => ({ Delete: { TableName: table, Key } })),
    ],
  });
  try {
    await asTransient('change a candidate’s state', () => document.send(command));
    return true;
  } catch (error) {
    if (isLostCondition(error)) return false;
    throw error;
  }
};

const stateUpdate = (TableName: string, seen: StoredCandidate, { to, closedReason, at }: Change) => ({
  TableName,
  Key: keyOf(seen),
  UpdateExpression: `SET #state = :to, updatedAt = :at${closedReason ? ', closedReason = :closedReason' : ''}`,
  ConditionExpression: '#state = :from AND updatedAt = :seen AND runId = :runId',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: {
    ':to': to,
    ':at': at,
    ':from': seen.state,
    ':seen': seen.updatedAt,
    ':runId': seen.runId,
    ...(closedReason && { ':closedReason': closedReason }),
  },
});

const missing = ({ programId, subject }: CandidateKey) =>
  new NotFoundError(`No candidate of ${programId} for ${subject}`, {
    whatToDo: 'Look the customer’s candidates up with candidatesForCustomer.',
  });

const conflict = ({ programId, subject }: CandidateKey, how: string) =>
  new ConflictError(`The candidate of ${programId} for ${subject} ${how}`, {
    whatToDo: 'Read the candidate again and decide anew.',
  });
