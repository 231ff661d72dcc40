import { describe } from 'vitest';
import { dynamodbContactBook } from '../../../lambdas/delivery/adapters/dynamodb-contact-book.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { contactBookContract } from '../../contract/contact-book.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

describe('ContactBook on DynamoDB', () =>
  contactBookContract(() => dynamodbContactBook({ document, table: pick(outputs.tables, 'contacts') })));
