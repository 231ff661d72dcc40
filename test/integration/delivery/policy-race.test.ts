// Fifty writers of two programs at one customer, through the gate and the real tables (issue 4, section 1).
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe } from 'vitest';
import { dynamodbPolicyStore } from '../../../lambdas/delivery/adapters/dynamodb-policy-store.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { policyRace } from '../../contract/policy-race.ts';
import { outputs } from '../../support/local-cloud.ts';

// Straight to DynamoDB, as the Lambdas do.
const document = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs, outputs.endpoints.dynamodb)), {
  marshallOptions: { removeUndefinedValues: true },
});
const tables = { policy: pick(outputs.tables, 'policy'), notifications: pick(outputs.tables, 'notifications') };

describe('at one customer', () => policyRace(() => dynamodbPolicyStore({ document, tables }), randomUUID()));
