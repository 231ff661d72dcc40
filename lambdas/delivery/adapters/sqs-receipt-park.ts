import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { asTransient } from '../../shared/aws/transient.ts';
import { parkSeconds } from '../domain/receipts/parked-receipt.ts';
import type { ReceiptPark } from '../ports.ts';

type Options = { client: Pick<SQSClient, 'send'>; parked: string; deadLetters: string };

/** Receipts that wait, in the queue `parked-receipts`; what is given up, in `receipt-dead-letters`. Both by URL. */
export const sqsReceiptPark = ({ client, parked, deadLetters }: Options): ReceiptPark => {
  const send = async (QueueUrl: string, body: object, DelaySeconds = 0): Promise<void> => {
    const command = new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), DelaySeconds });
    await asTransient('park a receipt', () => client.send(command));
  };
  return {
    park: (receipt, tries) => send(parked, { receipt, tries }, parkSeconds(tries)),
    bury: (record) => send(deadLetters, record),
  };
};
