// Webhooks that were taken, beside the callbacks: pk `delivery#<id>`.
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Clock } from '../../shared/clock.ts';
import type { WebhookLog } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; clock: Clock };
const keepSeconds = 86_400;
const keyOf = (id: string): string => `delivery#${id}`;

export const dynamodbWebhookLog = ({ document, table, clock }: Options): WebhookLog => {
  const expiresAt = (): number => Math.floor(clock.now().getTime() / 1_000) + keepSeconds;
  const isNew = async (id: string): Promise<boolean> => {
    const command = new PutCommand({
      TableName: table,
      Item: { callbackId: keyOf(id), expiresAt: expiresAt() },
      ConditionExpression: 'attribute_not_exists(doneAt)',
    });
    try {
      await asTransient('note a webhook', () => document.send(command));
      return true;
    } catch (error) {
      if ((error as Error).name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  };
  return {
    begin: async (ids) => ((await Promise.all(ids.map(isNew))).every(Boolean) ? 'new' : 'done'),
    finish: async (ids) => {
      const done = ids.map((id) => {
        const command = new UpdateCommand({
          TableName: table,
          Key: { callbackId: keyOf(id) },
          UpdateExpression: 'SET doneAt = :now, expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':now': clock.now().toISOString(), ':expiresAt': expiresAt() },
        });
        return asTransient('note that a webhook is done', () => document.send(command));
      });
      await Promise.all(done);
    },
  };
};
