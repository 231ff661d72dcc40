// Table `responses` (docs/architecture.md): `link#<sha-256 of token>` / `used`; `notification#<id>` / `revoked`.
import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { LinkBook } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
/** No link lives longer (docs/architecture.md, Receipts, replies and links). */
const keptSeconds = 90 * 86_400;

/** The token itself is nowhere kept: who reads the table can open nothing. */
const linkKey = (token: string): string => `link#${createHash('sha256').update(token).digest('hex')}`;

export const dynamodbLinkBook = ({ document, table }: Options): LinkBook => ({
  state: async ({ token, notificationId }) => {
    const keys = [
      { pk: linkKey(token), sk: 'used' },
      { pk: `notification#${notificationId}`, sk: 'revoked' },
    ];
    const found = await batchGet({ document, table, keys, consistent: true });
    const used = found.find(({ sk }) => sk === 'used');
    return { revoked: found.some(({ sk }) => sk === 'revoked'), ...(used && { usedAt: String(used.at) }) };
  },
  use: async (token, at) => {
    const expiresAt = Math.floor(at.getTime() / 1_000) + keptSeconds;
    const Item = { pk: linkKey(token), sk: 'used', at: at.toISOString(), expiresAt };
    const command = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    try {
      await asTransient('mark a link as used', () => document.send(command));
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    }
  },
});
