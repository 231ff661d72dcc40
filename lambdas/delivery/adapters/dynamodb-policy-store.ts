import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet, fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import { withConsent, withOptOut } from '../domain/policy/customer-changes.ts';
import { emptyPolicy } from '../domain/policy/grants.ts';
import type { PolicyItem } from '../domain/policy/policy-item.ts';
import type { PolicyStore } from '../ports.ts';
import { grantBatches } from './grant-batches.ts';
import { grantTogether } from './grant-transaction.ts';
import {
  isPolicy,
  policyKey,
  policyOf,
  policyPut,
  suppressionKey,
  suppressionLift,
  suppressionOf,
  suppressionUpdate,
} from './policy-items.ts';
import { recordRefusal } from './record-refusal.ts';

type PolicyTables = { policy: string; notifications: string };
type Options = { document: DynamoDBDocumentClient; tables: PolicyTables; pause?: Pause };
const tries = 10;

/**
 * Customers' policy items and suppressions in table `policy`; grants and refusals in `notifications` too. Reads are
 * strongly consistent: a refusal, unlike a grant, has no transaction that would notice stale facts.
 */
export const dynamodbPolicyStore = ({ document, tables, pause = fullJitter }: Options): PolicyStore => {
  const read: PolicyStore['read'] = async ({ customerIds, addressHashes }) => {
    const keys = [...unique(customerIds).map(policyKey), ...unique(addressHashes).map(suppressionKey)];
    const items = await batchGet({ document, table: tables.policy, keys, pause, consistent: true });
    const policies = new Map(unique(customerIds).map((id) => [id, emptyPolicy(id)]));
    for (const policy of items.filter(isPolicy).map(policyOf)) policies.set(policy.customerId, policy);
    const suppressed = items.filter((item) => !isPolicy(item)).flatMap((item) => suppressionOf(item) ?? []);
    return { policies, suppressed: new Map(suppressed.map((one) => [one.addressHash, one])) };
  };

  /** Reads, changes and writes a policy item, again while others are at it. */
  const change = async (customerId: string, changed: (policy: PolicyItem) => PolicyItem): Promise<void> => {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const seen = (await read({ customerIds: [customerId], addressHashes: [] })).policies.get(customerId);
      const policy = seen ?? emptyPolicy(customerId);
      if (await putPolicy(document, policyPut(tables.policy, policy, changed(policy)))) return;
      await pause(attempt);
    }
    throw new TransientError('A customer’s policy item keeps changing while it is written', {
      whatToDo: 'Try again.',
    });
  };

  return {
    read,
    grant: grantBatches((requests) => grantTogether({ document, tables }, requests)),
    refuse: (notification) => recordRefusal({ document, tables }, notification),
    setConsent: (customerId, consent) => change(customerId, (policy) => withConsent(policy, consent)),
    setOptOut: (customerId, optOut) => change(customerId, (policy) => withOptOut(policy, optOut)),
    suppress: async (suppression) => {
      const command = new UpdateCommand(suppressionUpdate(tables.policy, suppression));
      await asTransient('suppress a contact point', () => document.send(command));
    },
    unsuppress: (addressHash, reasons) => liftSuppression({ document, table: tables.policy }, addressHash, reasons),
  };
};

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const lostCondition = (error: unknown): boolean =>
  error instanceof Error && ['ConditionalCheckFailedException', 'TransactionConflictException'].includes(error.name);

const putPolicy = async (document: DynamoDBDocumentClient, put: ReturnType<typeof policyPut>): Promise<boolean> => {
  try {
    await document.send(new PutCommand(put));
    return true;
  } catch (error) {
    if (lostCondition(error)) return false;
    return asTransient('write a policy item', () => Promise.reject(error));
  }
};

const liftSuppression = async (
  { document, table }: { document: DynamoDBDocumentClient; table: string },
  addressHash: string,
  reasons: Parameters<PolicyStore['unsuppress']>[1],
): Promise<boolean> => {
  if (reasons.length === 0) return false;
  const command = new UpdateCommand(suppressionLift(table, addressHash, reasons));
  try {
    const { Attributes = {} } = await document.send(command);
    return suppressionOf(Attributes) === undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    return asTransient('lift a suppression', () => Promise.reject(error));
  }
};
