import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Contact, ContactBook } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; pause?: Pause };

/** Confirmed contact points of customers in table `contacts`, items `C#<customer>`. */
export const dynamodbContactBook = ({ document, table, pause }: Options): ContactBook => ({
  get: async (customerIds) => {
    const keys = [...new Set(customerIds)].map((id) => ({ pk: `C#${id}` }));
    // Whoever has just confirmed a contact point is reminded at once.
    const items = await batchGet({ document, table, keys, consistent: true, ...(pause && { pause }) });
    return new Map(items.map(contactOf).map((contact) => [contact.customerId, contact]));
  },
  put: async (contact) => {
    const command = new PutCommand({ TableName: table, Item: { pk: `C#${contact.customerId}`, ...contact } });
    await asTransient('write a contact', () => document.send(command));
  },
});

const contactOf = ({ pk, ...contact }: Record<string, unknown>): Contact => ({
  ...(contact as Omit<Contact, 'customerId'>),
  customerId: String(pk).slice('C#'.length),
});
