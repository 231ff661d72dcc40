import { describe } from 'vitest';
import { memoryEventCache } from '../../lambdas/sales/adapters/memory-event-cache.ts';
import { memorySaleBook } from '../../lambdas/sales/adapters/memory-sale-book.ts';
import type { ScheduledSale } from '../../lambdas/sales/domain/event.ts';
import { eventCacheContract } from '../contract/event-cache.ts';

describe('EventCache with its SaleBook', () =>
  eventCacheContract(() => {
    const rows: ScheduledSale[] = [];
    return { cache: memoryEventCache(rows), book: memorySaleBook(rows) };
  }));
