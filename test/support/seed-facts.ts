// Customers, products and contact history of a test's own, written to the tables the filters read.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ContactFacts, CustomerFacts, ProductFacts } from '../../lambdas/candidates/domain/facts.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { dynamodb, outputs } from './local-cloud.ts';

const put = (table: string, item: Record<string, unknown>) =>
  dynamodb.send(new PutCommand({ TableName: pick(outputs.tables, table), Item: item }));

export const putCustomer = (facts: Partial<CustomerFacts> & { customerId: string }) =>
  put('customers', { status: 'active', flagged: false, ...facts });

export const putProduct = (facts: Partial<ProductFacts> & { productId: string }) =>
  put('products', { openForReviews: true, ...facts });

export const putContact = ({ customerId, grants = [], ...facts }: Partial<ContactFacts> & { customerId: string }) => {
  const byId = Object.fromEntries(grants.map(({ notificationId, ...grant }) => [notificationId, grant]));
  return put('policy', { pk: `C#${customerId}`, version: 1, optOuts: [], grants: byId, ...facts });
};
