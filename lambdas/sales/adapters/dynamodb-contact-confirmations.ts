// Table `contacts` (docs/architecture.md): `V#<token hash>` waits, `P#<hmac>` and `A#<customer>` count, `C#<customer>` is the contact.
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { customerHash } from '../../shared/logger.ts';
import type { Confirmation } from '../domain/records.ts';
import type { ContactConfirmations } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
type Count = { pk: string; most: number; ttl: number };

const DAY_SECONDS = 86_400;
/** Who named a contact point is kept this long after it was last named. */
const NAMED_DAYS = 400;
const seconds = (at: Date | string): number => Math.floor(new Date(at).getTime() / 1_000);

export const dynamodbContactConfirmations = ({ document, table }: Options): ContactConfirmations => ({
  claim: async ({ customerId, addressHash, now, limits }) => {
    const day = now.toISOString().slice(0, 10);
    const ttl = seconds(now) + 2 * DAY_SECONDS;
    const asks = { pk: `A#${customerId}#${day}`, most: limits.asksPerDay, ttl };
    if (!(await countOne({ document, table }, asks))) return 'customer-limit';
    const named = { addressHash, customerId, most: limits.customersPerContactPoint };
    if (!(await name({ document, table }, { ...named, ttl: seconds(now) + NAMED_DAYS * DAY_SECONDS })))
      return 'contact-limit';
    const sent = { pk: `P#${addressHash}#${day}`, most: limits.confirmationsPerDay, ttl };
    return (await countOne({ document, table }, sent)) ? 'claimed' : 'day-limit';
  },
  put: async (confirmation) => {
    const { tokenHash, ...rest } = confirmation;
    const Item = { pk: `V#${tokenHash}`, ...rest, ttl: seconds(confirmation.expiresAt) };
    await asTransient('keep a confirmation', () => document.send(new PutCommand({ TableName: table, Item })));
  },
  confirm: async (tokenHash, now) => {
    const command = new GetCommand({ TableName: table, Key: { pk: `V#${tokenHash}` }, ConsistentRead: true });
    const { Item } = await asTransient('read a confirmation', () => document.send(command));
    const found = Item as (Confirmation & { confirmedAt?: string }) | undefined;
    if (!found || Date.parse(found.expiresAt) <= now.getTime()) return undefined;
    if (found.confirmedAt === undefined) await settle({ document, table }, { ...found, tokenHash }, now);
    return { customerId: found.customerId, channel: found.channel };
  },
});

/** One more, while there are fewer than `most`. */
const countOne = ({ document, table }: Options, { pk, most, ttl }: Count): Promise<boolean> =>
  held(document, {
    TableName: table,
    Key: { pk },
    UpdateExpression: 'ADD #n :one SET #ttl = :ttl',
    ConditionExpression: 'attribute_not_exists(#n) OR #n < :most',
    ExpressionAttributeNames: { '#n': 'n', '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':one': 1, ':most': most, ':ttl': ttl },
  });

type Naming = { addressHash: string; customerId: string; most: number; ttl: number };

const name = ({ document, table }: Options, { addressHash, customerId, most, ttl }: Naming): Promise<boolean> => {
  const who = customerHash(customerId);
  return held(document, {
    TableName: table,
    Key: { pk: `P#${addressHash}` },
    UpdateExpression: 'ADD #who :whoSet SET #ttl = :ttl',
    ConditionExpression: 'attribute_not_exists(#who) OR contains(#who, :who) OR size(#who) < :most',
    ExpressionAttributeNames: { '#who': 'customers', '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':whoSet': new Set([who]), ':who': who, ':most': most, ':ttl': ttl },
  });
};

type Update = ConstructorParameters<typeof UpdateCommand>[0];

const held = async (document: DynamoDBDocumentClient, update: Update): Promise<boolean> => {
  try {
    await asTransient('count a confirmation', () => document.send(new UpdateCommand(update)));
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};

/** Both writes or none. A token that was used in the meantime has done its work. */
const settle = async ({ document, table }: Options, found: Confirmation, now: Date): Promise<void> => {
  const used = {
    TableName: table,
    Key: { pk: `V#${found.tokenHash}` },
    UpdateExpression: 'SET confirmedAt = :now',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(confirmedAt)',
    ExpressionAttributeValues: { ':now': now.toISOString() },
  };
  const contact = {
    TableName: table,
    Key: { pk: `C#${found.customerId}` },
    UpdateExpression: 'SET #point = :address, customerId = :customer',
    ExpressionAttributeNames: { '#point': found.channel === 'email' ? 'email' : 'phone' },
    ExpressionAttributeValues: { ':address': found.address, ':customer': found.customerId },
  };
  const command = new TransactWriteCommand({ TransactItems: [{ Update: used }, { Update: contact }] });
  try {
    await asTransient('confirm a contact point', () => document.send(command));
  } catch (error) {
    if (!isLostCondition(error)) throw error;
  }
};
