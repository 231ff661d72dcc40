// The adapters of callbacks on the deployed tables keep the contracts of their fakes.
import { describe } from 'vitest';
import { dynamodbCallbackBook } from '../../../lambdas/callbacks/adapters/dynamodb-callback-book.ts';
import { dynamodbSupportFacts } from '../../../lambdas/callbacks/adapters/dynamodb-support-facts.ts';
import { dynamodbWebhookLog } from '../../../lambdas/callbacks/adapters/dynamodb-webhook-log.ts';
import { systemClock } from '../../../lambdas/shared/clock.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { callbackBookContract } from '../../contract/callback-book.ts';
import { supportFactsContract } from '../../contract/support-facts.ts';
import { webhookLogContract } from '../../contract/webhook-log.ts';
import { eventually } from '../../support/eventually.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';
import { uniqueId } from '../../support/test-programs.ts';

const table = (name: string): string => pick(outputs.tables, name);

describe('CallbackBook', () =>
  callbackBookContract(
    () => dynamodbCallbackBook({ document, table: table('callbacks') }),
    uniqueId,
    (read) => eventually('an index to catch up', read),
  ));

describe('SupportFactsBook', () =>
  supportFactsContract(() => dynamodbSupportFacts({ document, table: table('support') }), uniqueId));

describe('WebhookLog', () =>
  webhookLogContract(() => dynamodbWebhookLog({ document, table: table('callbacks'), clock: systemClock }), uniqueId));
