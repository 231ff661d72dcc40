import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { asTransient } from '../../shared/aws/transient.ts';
import type { CallbackQueue } from '../ports.ts';

/** Queue `callbacks`. */
export const sqsCallbackQueue = ({ sqs, url }: { sqs: SQSClient; url: string }): CallbackQueue => ({
  send: async (message) => {
    const command = new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) });
    await asTransient('ask for a ticket', () => sqs.send(command));
  },
  delay: async (receiptHandle, seconds) => {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: url,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
    await asTransient('put off a message', () => sqs.send(command));
  },
});
