import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamodbIssueBook } from './dynamodb-issue-book.ts';

/** What an entry that works on cases needs in its environment: spread it into the entry's own schema. */
export const issueDoorEnvironment = { TABLE_ISSUES: z.string().min(1) };
type DoorEnvironment = Record<keyof typeof issueDoorEnvironment, string>;

/** Cases, for whoever does not open them. @param env as `issueDoorEnvironment` describes */
export const issueDoor = (env: DoorEnvironment, { document }: { document: DynamoDBDocumentClient }) => ({
  book: dynamodbIssueBook({ document, tables: { issues: env.TABLE_ISSUES } }),
});
