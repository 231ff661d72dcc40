import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Breaker } from '../domain/limits/breaker.ts';
import type { Breakers } from '../ports.ts';
import { type BreakerCells, emptyCell, sharedBreakers } from './shared-breakers.ts';

type Options = { document: DynamoDBDocumentClient; table: string };

/** Breakers in items `breaker#<provider>` of table `limits`: `{breaker, revision}`. */
export const dynamodbBreakers = (options: Options): Breakers => sharedBreakers(cells(options));

const keyOf = (provider: string): string => `breaker#${provider}`;

const cells = ({ document, table }: Options): BreakerCells => ({
  read: async (provider) => {
    const command = new GetCommand({ TableName: table, Key: { pk: keyOf(provider) }, ConsistentRead: true });
    const { Item } = await asTransient(`read the breaker of ${provider} from ${table}`, () => document.send(command));
    return Item ? { breaker: Item.breaker as Breaker, revision: Number(Item.revision) } : emptyCell;
  },
  write: async (provider, breaker, seen) => {
    const command = new PutCommand({
      TableName: table,
      Item: { pk: keyOf(provider), breaker, revision: seen + 1 },
      ConditionExpression: 'attribute_not_exists(pk) OR revision = :seen',
      ExpressionAttributeValues: { ':seen': seen },
    });
    try {
      await asTransient(`write the breaker of ${provider} to ${table}`, () => document.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
