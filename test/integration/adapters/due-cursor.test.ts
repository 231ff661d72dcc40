import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe } from 'vitest';
import { dynamodbDueCursor } from '../../../lambdas/delivery/adapters/dynamodb-due-cursor.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { dueCursorContract } from '../../contract/due-cursor.ts';
import { dynamodb, outputs } from '../../support/local-cloud.ts';

/** A table of the same key as `limits`, whose own cursor is the deployed releaser's. */
const table = pick(outputs.tables, 'policy');

describe('DueCursor on DynamoDB', () =>
  dueCursorContract(async () => {
    await dynamodb.send(new DeleteCommand({ TableName: table, Key: { pk: 'cursor#release' } }));
    return dynamodbDueCursor(dynamodb, table);
  }));
