// The adapters of opting in and scheduling on the deployed tables keep the contracts of their fakes.
import { describe } from 'vitest';
import { dynamodbContactBook } from '../../../lambdas/delivery/adapters/dynamodb-contact-book.ts';
import { dynamodbContactConfirmations } from '../../../lambdas/sales/adapters/dynamodb-contact-confirmations.ts';
import { dynamodbDemandStore } from '../../../lambdas/sales/adapters/dynamodb-demand-store.ts';
import { dynamodbWindowRecords } from '../../../lambdas/sales/adapters/dynamodb-window-records.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { contactConfirmationsContract } from '../../contract/contact-confirmations.ts';
import { demandStoreContract } from '../../contract/demand-store.ts';
import { windowRecordsContract } from '../../contract/window-records.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';
import { uniqueId } from '../../support/test-programs.ts';

const table = (name: string): string => pick(outputs.tables, name);

describe('DemandStore', () =>
  demandStoreContract(() => dynamodbDemandStore({ document, table: table('demand') }), uniqueId));

describe('WindowRecords', () =>
  windowRecordsContract(() => dynamodbWindowRecords({ document, table: table('sales') }), uniqueId));

describe('ContactConfirmations', () =>
  contactConfirmationsContract(() => {
    const contacts = dynamodbContactBook({ document, table: table('contacts') });
    return { contacts, confirmations: dynamodbContactConfirmations({ document, table: table('contacts') }) };
  }, uniqueId));
