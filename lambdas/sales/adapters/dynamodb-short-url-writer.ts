import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { EventCache } from '../ports.ts';

/** The one write of EventCache that leaves the sales alone. */
export const dynamodbShortUrlWriter = ({
  document,
  table,
}: {
  document: DynamoDBDocumentClient;
  table: string;
}): Pick<EventCache, 'setShortUrl'> => ({
  setShortUrl: async (eventId, { url, shortUrl }) => {
    const command = new UpdateCommand({
      TableName: table,
      Key: { eventId },
      UpdateExpression: 'SET shortUrl = :shortUrl, revision = revision + :one',
      ConditionExpression: '#url = :url',
      ExpressionAttributeNames: { '#url': 'url' },
      ExpressionAttributeValues: { ':shortUrl': shortUrl, ':url': url, ':one': 1 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await asTransient(`write a short URL to ${table}`, () => document.send(command));
      return 'saved';
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      return (error as { Item?: unknown }).Item ? 'changed' : 'missing';
    }
  },
});
