// Table `responses`: `case#<id>` or `callback#<id>` / `satisfaction`.
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ratingKey } from '../../issues/index.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Rating } from '../domain/satisfaction.ts';
import type { SatisfactionBook } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
/** Longer than the case is kept: reports look back. */
const keptSeconds = 400 * 86_400;

export const dynamodbSatisfactionBook = ({ document, table }: Options): SatisfactionBook => {
  const get = async (subject: string): Promise<Rating | undefined> => {
    const command = new GetCommand({ TableName: table, Key: ratingKey(subject), ConsistentRead: true });
    const { Item } = await asTransient('read a rating', () => document.send(command));
    return Item && ratingOf(Item);
  };
  return {
    get,
    submit: async (subject, rating) => {
      const expiresAt = Math.floor(Date.parse(rating.at) / 1_000) + keptSeconds;
      const Item = { ...ratingKey(subject), ...rating, expiresAt };
      const command = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      try {
        await asTransient('keep a rating', () => document.send(command));
        return { kind: 'stored' };
      } catch (error) {
        if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
        return { kind: 'exists', rating: (await get(subject)) ?? rating };
      }
    },
  };
};

const ratingOf = ({ solved, effort, at, notificationId }: Record<string, unknown>): Rating => ({
  ...{ solved: Number(solved), effort: Number(effort) },
  ...{ at: String(at), notificationId: String(notificationId) },
});
