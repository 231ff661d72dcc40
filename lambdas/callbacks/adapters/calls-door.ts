import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamodbCallbackBook } from './dynamodb-callback-book.ts';
import { sqsCallbackQueue } from './sqs-callback-queue.ts';

/** What an entry needs in its environment to ask for calls: spread it into its own schema. */
export const callsDoorEnvironment = { TABLE_CALLBACKS: z.string().min(1), QUEUE_CALLBACKS: z.url() };
type DoorEnvironment = Record<keyof typeof callsDoorEnvironment, string>;

/** The adapters behind `requestCall`. @param env as `callsDoorEnvironment` describes */
export const callsDoor = (
  env: DoorEnvironment,
  { document, sqs }: { document: DynamoDBDocumentClient; sqs: SQSClient },
) => ({
  book: dynamodbCallbackBook({ document, table: env.TABLE_CALLBACKS }),
  queue: sqsCallbackQueue({ sqs, url: env.QUEUE_CALLBACKS }),
});
