// The transaction that lets messages exist. Nothing that many customers share is written in it.
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { withGrant } from '../domain/policy/grants.ts';
import type { PolicyStore } from '../ports.ts';
import { grantCondition, notificationItem } from './notification-items.ts';
import { notSuppressed, policyPut } from './policy-items.ts';

export type GrantTarget = { document: DynamoDBDocumentClient; tables: { policy: string; notifications: string } };
export type GrantRequest = Parameters<PolicyStore['grant']>[0];
export type GrantOutcome = Awaited<ReturnType<PolicyStore['grant']>>;

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
/** `says`: what it means for these requests when the action’s condition does not hold. */
type Action = { write: Write; of: GrantRequest[]; says: Exclude<GrantOutcome, 'granted'> };

/** Codes after which the same transaction, on fresh facts, may succeed (API reference of TransactWriteItems). */
const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * Commits grants of different customers in one transaction. When some can't be, the others are committed without them.
 * @returns outcomes in input order
 */
export const grantTogether = async (
  target: GrantTarget,
  requests: readonly GrantRequest[],
): Promise<GrantOutcome[]> => {
  const outcomes = new Map<GrantRequest, GrantOutcome>();
  for (let left = [...requests]; left.length > 0; left = left.filter((one) => !outcomes.has(one))) {
    const failed = await commit(target, left);
    if (failed.size === 0) for (const one of left) outcomes.set(one, 'granted');
    for (const [one, outcome] of failed) outcomes.set(one, outcome);
  }
  return requests.map((one) => outcomes.get(one) as GrantOutcome);
};

/** Nothing failed: all are committed. Otherwise none is, and these are why. */
const commit = async (target: GrantTarget, requests: GrantRequest[]): Promise<Map<GrantRequest, GrantOutcome>> => {
  const actions = actionsOf(target.tables, requests);
  const command = new TransactWriteCommand({ TransactItems: actions.map(({ write }) => write) });
  try {
    await asTransient('grant messages', () => target.document.send(command));
    return new Map();
  } catch (error) {
    const failed = failuresOf(error, actions);
    if (failed.size > 0) return failed;
    throw error;
  }
};

const actionsOf = ({ policy, notifications }: GrantTarget['tables'], requests: GrantRequest[]): Action[] => {
  const messages = requests.map((one): Action => {
    const { notification } = one;
    const put = { TableName: notifications, Item: notificationItem(notification), ...grantCondition(notification) };
    return { write: { Put: put }, of: [one], says: 'exists' };
  });
  // Customers may share a contact point, and a transaction may name an item once.
  const sharing = new Map<string, GrantRequest[]>();
  for (const one of requests) {
    const hash = one.notification.addressHash;
    sharing.set(hash, [...(sharing.get(hash) ?? []), one]);
  }
  const checks = [...sharing].map(
    ([hash, of]): Action => ({ write: { ConditionCheck: notSuppressed(policy, hash) }, of, says: 'suppressed' }),
  );
  const grants = requests.flatMap((one): Action[] => {
    const { seen, notification, grant } = one;
    if (!grant) return [];
    const next = withGrant(seen, notification.id, { grant, now: Date.parse(notification.updatedAt) });
    return [{ write: { Put: policyPut(policy, seen, next) }, of: [one], says: 'conflict' }];
  });
  return [...messages, ...checks, ...grants];
};

/** The first of a request's reasons counts: that it exists before that its facts were stale. */
const failuresOf = (error: unknown, actions: Action[]): Map<GrantRequest, GrantOutcome> => {
  const failed = new Map<GrantRequest, GrantOutcome>();
  const { name, CancellationReasons = [] } = error as { name?: string; CancellationReasons?: { Code?: string }[] };
  if (name !== 'TransactionCanceledException') return failed;
  for (const [index, { of, says }] of actions.entries()) {
    const code = CancellationReasons[index]?.Code ?? 'None';
    const outcome = code === 'ConditionalCheckFailed' ? says : passing.includes(code) ? 'conflict' : undefined;
    for (const one of of) if (outcome && !failed.has(one)) failed.set(one, outcome);
  }
  return failed;
};
