import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { LinkRevocations } from '../ports.ts';

/** No link lives longer (docs/architecture.md, Receipts, replies and links). */
const keptSeconds = 90 * 86_400;

/** Items `notification#<id>` / `revoked` of table `responses`; the pages look at them before anything else. */
export const dynamodbLinkRevocations = (document: DynamoDBDocumentClient, table: string): LinkRevocations => ({
  revoke: async (notificationId, { at, ...why }) => {
    const expiresAt = Math.floor(Date.parse(at) / 1_000) + keptSeconds;
    const Item = { pk: `notification#${notificationId}`, sk: 'revoked', at, ...why, expiresAt };
    await asTransient('revoke links', () => document.send(new PutCommand({ TableName: table, Item })));
  },
});
