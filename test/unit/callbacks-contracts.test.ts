// The fakes that tests of callbacks stand on keep the same contracts as the adapters.
import { describe } from 'vitest';
import { memoryCallbackBook } from '../../lambdas/callbacks/adapters/memory-callback-book.ts';
import { memorySupportFacts } from '../../lambdas/callbacks/adapters/memory-support-facts.ts';
import { memoryWebhookLog } from '../../lambdas/callbacks/adapters/memory-webhook-log.ts';
import { callbackBookContract } from '../contract/callback-book.ts';
import { supportFactsContract } from '../contract/support-facts.ts';
import { webhookLogContract } from '../contract/webhook-log.ts';

let ids = 0;
const unique = (prefix: string): string => {
  ids += 1;
  return `${prefix}-${ids}`;
};

describe('CallbackBook', () => callbackBookContract(memoryCallbackBook, unique));
describe('SupportFactsBook', () => supportFactsContract(memorySupportFacts, unique));
describe('WebhookLog', () => webhookLogContract(memoryWebhookLog, unique));
