import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { clientConfig, documentClient } from '../../shared/aws/aws-clients.ts';
import type { NotificationLedger, PolicyStore, ReceiptPark } from '../ports.ts';
import { dynamodbNotificationLedger } from './dynamodb-notification-ledger.ts';
import { dynamodbPolicyStore } from './dynamodb-policy-store.ts';
import { sqsReceiptPark } from './sqs-receipt-park.ts';

const name = z.string().min(1);
/** What every function that settles receipts reads. */
export const receiptEnvironment = z.object({
  TABLE_NOTIFICATIONS: name,
  TABLE_POLICY: name,
  QUEUE_PARKED_RECEIPTS: z.url(),
  QUEUE_RECEIPT_DEAD_LETTERS: z.url(),
});

/** The adapters behind settling receipts. */
export const receiptDoor = (
  env: z.infer<typeof receiptEnvironment>,
): { ledger: NotificationLedger; policies: PolicyStore; park: ReceiptPark } => {
  const document = documentClient();
  const tables = { policy: env.TABLE_POLICY, notifications: env.TABLE_NOTIFICATIONS };
  const client = new SQSClient(clientConfig(5_000));
  const queues = { parked: env.QUEUE_PARKED_RECEIPTS, deadLetters: env.QUEUE_RECEIPT_DEAD_LETTERS };
  return {
    ledger: dynamodbNotificationLedger({ document, tables }),
    policies: dynamodbPolicyStore({ document, tables }),
    park: sqsReceiptPark({ client, ...queues }),
  };
};
