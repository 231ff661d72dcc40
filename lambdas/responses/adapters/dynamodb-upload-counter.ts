// Table `responses`: `review#<review id>` / `uploads`.
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { UploadCounter } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
/** As long as a link to the review opens. */
const keptSeconds = 90 * 86_400;

export const dynamodbUploadCounter = ({ document, table }: Options): UploadCounter => ({
  next: async (reviewId, { most, now }) => {
    const command = new UpdateCommand({
      TableName: table,
      Key: { pk: `review#${reviewId}`, sk: 'uploads' },
      UpdateExpression: 'ADD #n :one SET expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(#n) OR #n < :most',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: {
        ...{ ':one': 1, ':most': most },
        ':expiresAt': Math.floor(now.getTime() / 1_000) + keptSeconds,
      },
      ReturnValues: 'UPDATED_NEW',
    });
    try {
      const { Attributes } = await asTransient('count an upload', () => document.send(command));
      return Number(Attributes?.n);
    } catch (error) {
      if ((error as Error).name === 'ConditionalCheckFailedException') return undefined;
      throw error;
    }
  },
});
