// The fakes that tests of sales stand on keep the same contracts as the adapters.
import { describe } from 'vitest';
import { memoryContactBook } from '../../lambdas/delivery/adapters/memory-contact-book.ts';
import { memoryContactConfirmations } from '../../lambdas/sales/adapters/memory-contact-confirmations.ts';
import { memoryDemandStore } from '../../lambdas/sales/adapters/memory-demand-store.ts';
import { memoryWindowRecords } from '../../lambdas/sales/adapters/memory-window-records.ts';
import { contactConfirmationsContract } from '../contract/contact-confirmations.ts';
import { demandStoreContract } from '../contract/demand-store.ts';
import { windowRecordsContract } from '../contract/window-records.ts';

let ids = 0;
const unique = (prefix: string): string => {
  ids += 1;
  return `${prefix}-${ids}`;
};

describe('DemandStore', () => demandStoreContract(memoryDemandStore, unique));
describe('WindowRecords', () => windowRecordsContract(memoryWindowRecords, unique));
describe('ContactConfirmations', () =>
  contactConfirmationsContract(() => {
    const contacts = memoryContactBook();
    return { contacts, confirmations: memoryContactConfirmations(contacts) };
  }, unique));
