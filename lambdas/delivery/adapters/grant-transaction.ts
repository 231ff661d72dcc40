// The one transaction that lets a message exist: nothing that many customers share is in it.
import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { withGrant } from '../domain/policy/grants.ts';
import type { PolicyStore } from '../ports.ts';
import { grantCondition, notificationItem } from './notification-items.ts';
import { notSuppressed, policyPut } from './policy-items.ts';

type Target = { document: DynamoDBDocumentClient; tables: { policy: string; notifications: string } };
type GrantRequest = Parameters<PolicyStore['grant']>[0];
type GrantOutcome = Awaited<ReturnType<PolicyStore['grant']>>;

/** Codes after which the same transaction, on fresh facts, may succeed (API reference of TransactWriteItems). */
const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];
const failed = 'ConditionalCheckFailed';

export const grantInOneTransaction = async (target: Target, request: GrantRequest): Promise<GrantOutcome> => {
  const command = new TransactWriteCommand({ TransactItems: actions(target.tables, request) });
  try {
    await asTransient('grant a message', () => target.document.send(command));
    return 'granted';
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome) return outcome;
    throw error;
  }
};

const actions = ({ policy, notifications }: Target['tables'], { seen, notification, grant }: GrantRequest) => {
  const put = { TableName: notifications, Item: notificationItem(notification), ...grantCondition(notification) };
  const mayWrite = notSuppressed(policy, notification.addressHash);
  const now = Date.parse(notification.updatedAt);
  const next = grant && withGrant(seen, notification.id, { grant, now });
  return [{ Put: put }, { ConditionCheck: mayWrite }, ...(next ? [{ Put: policyPut(policy, seen, next) }] : [])];
};

/** In the order of the actions: notification, suppression, policy item. */
const outcomeOf = (error: unknown): GrantOutcome | undefined => {
  const { name, CancellationReasons = [] } = error as { name?: string; CancellationReasons?: { Code?: string }[] };
  if (name !== 'TransactionCanceledException') return undefined;
  const [notification, suppression, policy] = CancellationReasons.map(({ Code }) => Code);
  if (notification === failed) return 'exists';
  if (suppression === failed) return 'suppressed';
  const mayPass = policy === failed || CancellationReasons.some(({ Code = '' }) => passing.includes(Code));
  return mayPass ? 'conflict' : undefined;
};

/** Writes down that a message was refused, unless there is one that was not. */
export const recordRefusal = async (
  { document, tables }: Target,
  notification: Notification,
): Promise<'recorded' | 'exists'> => {
  const command = new PutCommand({
    TableName: tables.notifications,
    Item: notificationItem(notification),
    ConditionExpression: 'attribute_not_exists(id) OR (#state = :suppressed AND size(attempts) = :none)',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':suppressed': 'suppressed', ':none': 0 },
  });
  try {
    await asTransient('record a refusal', () => document.send(command));
    return 'recorded';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'exists';
    throw error;
  }
};
