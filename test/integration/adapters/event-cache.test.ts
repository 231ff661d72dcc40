import { describe } from 'vitest';
import { dynamodbEventCache } from '../../../lambdas/sales/adapters/dynamodb-event-cache.ts';
import { dynamodbSaleBook } from '../../../lambdas/sales/adapters/dynamodb-sale-book.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { eventCacheContract } from '../../contract/event-cache.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

describe('EventCache with its SaleBook', () =>
  eventCacheContract(() => {
    const tables = { events: pick(outputs.tables, 'events'), sales: pick(outputs.tables, 'sales') };
    return {
      cache: dynamodbEventCache({ document, tables }),
      book: dynamodbSaleBook({ document, table: tables.sales }),
    };
  }));
