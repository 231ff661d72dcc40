import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { ContactFacts, CustomerFacts, FeatureFacts, Grant, ProductFacts, SupportFacts } from '../domain/facts.ts';
import type { FactSource } from '../ports.ts';

/** `support`, `features`: only where a program's filters look there. */
type FactTables = { customers: string; products: string; policy: string; support?: string; features?: string };
type Options = { document: DynamoDBDocumentClient; tables: FactTables; pause?: Pause };

/**
 * Facts from the tables `customers`, `products` and `policy` (keys: docs/architecture.md, Tables).
 * A customer without a policy item has no contact facts: nothing granted, nothing opted out of.
 */
export const dynamodbFactSource = ({ document, tables, pause }: Options): FactSource => {
  const read = async (table: string, name: string, values: readonly string[]): Promise<Record<string, unknown>[]> => {
    const keys = [...new Set(values)].map((value) => ({ [name]: value }));
    return batchGet({ document, table, keys, ...(pause && { pause }) });
  };
  return {
    customers: async (ids) => byId(await read(tables.customers, 'customerId', ids), toCustomer),
    products: async (ids) => byId(await read(tables.products, 'productId', ids), toProduct),
    contacts: async (ids) => {
      const items = await read(
        tables.policy,
        'pk',
        ids.map((id) => `C#${id}`),
      );
      return byId(items, toContact);
    },
    support: async (ids) => byId(await read(given(tables, 'support'), 'customerId', ids), toSupport),
    features: async (ids) => {
      const keys = [...new Set(ids)].map((id) => ({ entity: `customer#${id}`, featureGroup: 'engagement' }));
      const items = await batchGet({ document, table: given(tables, 'features'), keys, ...(pause && { pause }) });
      return byId(items, toFeatures);
    },
  };
};

const given = (tables: FactTables, name: 'support' | 'features'): string => {
  const table = tables[name];
  if (table !== undefined) return table;
  throw new InvalidInputError(`A filter of the program looks into table ${name}, which this function was not given`, {
    whatToDo: 'Use support-history and churn-risk in reactive programs, or give this function the table.',
  });
};

type Item = Record<string, unknown>;
const byId = <T>(items: readonly Item[], convert: (item: Item) => [string, T]): ReadonlyMap<string, T> =>
  new Map(items.map(convert));

const toCustomer = (item: Item): [string, CustomerFacts] => {
  const customerId = String(item.customerId);
  const status = item.status as CustomerFacts['status'];
  return [customerId, { customerId, status, flagged: Boolean(item.flagged ?? false), ...closingOf(item) }];
};

/** Of any form of ISO 8601; what is no instant is as good as not there. */
const closingOf = ({ closedAt }: Item): Pick<CustomerFacts, 'closedAt'> => {
  const at = new Date(typeof closedAt === 'string' ? closedAt : Number.NaN);
  return Number.isNaN(at.getTime()) ? {} : { closedAt: at.toISOString() };
};

const toProduct = (item: Item): [string, ProductFacts] => {
  const productId = String(item.productId);
  const title = typeof item.title === 'string' ? { title: item.title } : {};
  return [productId, { productId, openForReviews: item.openForReviews === true, ...title }];
};

/** As the gate keeps them: by notification id. */
type StoredGrants = Record<string, Omit<Grant, 'notificationId'>>;

const grantsOf = (stored: StoredGrants = {}): Grant[] =>
  Object.entries(stored).map(([notificationId, grant]) => ({ ...grant, notificationId }));

const toContact = (item: Item): [string, ContactFacts] => {
  const customerId = String(item.pk).slice('C#'.length);
  const optOuts = [...((item.optOuts as Iterable<string>) ?? [])];
  return [customerId, { customerId, optOuts, grants: grantsOf(item.grants as StoredGrants | undefined) }];
};

const toSupport = ({ customerId, openTickets = [], resolved = [] }: Item): [string, SupportFacts] => [
  String(customerId),
  { customerId: String(customerId), openTickets, resolved } as SupportFacts,
];

const toFeatures = ({ entity, values }: Item): [string, FeatureFacts] => [
  String(entity).slice('customer#'.length),
  values as FeatureFacts,
];
