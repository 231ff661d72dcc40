import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, describe } from 'vitest';
import { sqsReceiptPark } from '../../../lambdas/delivery/adapters/sqs-receipt-park.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { receiptParkContract } from '../../contract/receipt-park.ts';
import { outputs } from '../../support/local-cloud.ts';

const client = new SQSClient(localClient(outputs));
const queues: string[] = [];
const aQueue = async (): Promise<string> => {
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `it-${randomUUID()}` }));
  queues.push(QueueUrl);
  return QueueUrl;
};
afterAll(() => Promise.all(queues.map((QueueUrl) => client.send(new DeleteQueueCommand({ QueueUrl })))));

describe('sqsReceiptPark', () =>
  receiptParkContract(async () => {
    const [parked, deadLetters] = [await aQueue(), await aQueue()];
    return {
      park: sqsReceiptPark({ client, parked, deadLetters }),
      waiting: async () => {
        const name = 'ApproximateNumberOfMessagesDelayed';
        const command = new GetQueueAttributesCommand({ QueueUrl: parked, AttributeNames: [name] });
        return Number((await client.send(command)).Attributes?.[name] ?? 0);
      },
      givenUp: async () => {
        const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: deadLetters }));
        return Messages.map(({ Body = '' }) => JSON.parse(Body));
      },
    };
  }));
