import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { ScheduledSale } from '../domain/event.ts';
import type { SaleBook } from '../ports.ts';
import { toSale } from './sale-rows.ts';

type Options = { document: DynamoDBDocumentClient; table: string };

/** Reads table `sales`; strongly consistent, so that a sale moved a moment ago is in one window only. */
export const dynamodbSaleBook = ({ document, table }: Options): SaleBook => ({
  inWindow: async (window) => {
    const sales: ScheduledSale[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const command = new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: '#window = :window',
        ExpressionAttributeNames: { '#window': 'window' },
        ExpressionAttributeValues: { ':window': window },
        ...(from && { ExclusiveStartKey: from }),
      });
      const page = await asTransient(`read the sales of ${window} from ${table}`, () => document.send(command));
      sales.push(...(page.Items ?? []).map(toSale).filter((sale) => sale !== undefined));
      from = page.LastEvaluatedKey;
    } while (from);
    return sales;
  },
});
