import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe } from 'vitest';
import { dynamodbPolicyStore } from '../../../lambdas/delivery/adapters/dynamodb-policy-store.ts';
import { notificationOf } from '../../../lambdas/delivery/adapters/notification-items.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { policyStoreContract } from '../../contract/policy-store.ts';
import { outputs } from '../../support/local-cloud.ts';

// Straight to DynamoDB, as the Lambdas do.
const document = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs, outputs.endpoints.dynamodb)), {
  marshallOptions: { removeUndefinedValues: true },
});
const tables = { policy: pick(outputs.tables, 'policy'), notifications: pick(outputs.tables, 'notifications') };

const stored = async (id: string) => {
  const command = new GetCommand({ TableName: tables.notifications, Key: { id }, ConsistentRead: true });
  const { Item } = await document.send(command);
  return Item && notificationOf(Item);
};

describe('PolicyStore on DynamoDB', () =>
  policyStoreContract(() => ({ store: dynamodbPolicyStore({ document, tables }), stored })));
