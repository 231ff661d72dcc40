import { describe } from 'vitest';
import { memoryReceiptPark } from '../../lambdas/delivery/adapters/memory-receipt-park.ts';
import { receiptParkContract } from '../contract/receipt-park.ts';

describe('memoryReceiptPark', () =>
  receiptParkContract(async () => {
    const park = memoryReceiptPark();
    return { park, waiting: async () => park.parked.length, givenUp: async () => park.buried };
  }));
