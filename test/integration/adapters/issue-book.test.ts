import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe } from 'vitest';
import { candidateItem, candidateOf, keyOf } from '../../../lambdas/candidates/adapters/candidate-items.ts';
import { dynamodbReactiveDecisions } from '../../../lambdas/candidates/adapters/reactive-decisions.ts';
import { dynamodbIssueBook } from '../../../lambdas/issues/adapters/dynamodb-issue-book.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { issueBookContract } from '../../contract/issue-book.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

const table = (name: string): string => pick(outputs.tables, name);
const tables = { issues: table('issues'), candidates: table('candidates'), decisions: table('decisions') };

describe('IssueBook on DynamoDB', () =>
  issueBookContract(() => ({
    book: dynamodbIssueBook({ document, tables }),
    candidate: async (key) => {
      const command = new GetCommand({ TableName: tables.candidates, Key: keyOf(key), ConsistentRead: true });
      const { Item } = await document.send(command);
      return Item && candidateOf(Item);
    },
    putCandidate: (candidate) =>
      document.send(new PutCommand({ TableName: tables.candidates, Item: candidateItem(candidate, 0) })),
    decisions: (customerId, programId) =>
      dynamodbReactiveDecisions({ document, table: tables.decisions }).forCustomer(customerId, programId),
  })));
