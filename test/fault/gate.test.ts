// The gate while DynamoDB conflicts, throttles and loses answers: every message once, with its grant.
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { addressHasher } from '../../lambdas/delivery/adapters/address-hasher.ts';
import { dynamodbPolicyStore } from '../../lambdas/delivery/adapters/dynamodb-policy-store.ts';
import { memoryPauseFlags } from '../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { requestNotifications } from '../../lambdas/delivery/handlers/request-notifications.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { aSendingProgram } from '../support/a-gate.ts';
import { aNotificationRequest } from '../support/a-notification-request.ts';
import { whileBehaving } from '../support/behaviour.ts';
import { outputs } from '../support/local-cloud.ts';

const proxy = outputs.endpoints.simulators['fault-proxy'] as string;
const document = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localClient(outputs, proxy), maxAttempts: 5 }), {
  marshallOptions: { removeUndefinedValues: true },
});
const tables = { policy: pick(outputs.tables, 'policy'), notifications: pick(outputs.tables, 'notifications') };
const policies = dynamodbPolicyStore({ document, tables });
const silent = { addDimension: () => undefined, addMetric: () => undefined };

// Far ahead, so that nobody releases them, or gives their grants back, while the test looks.
const now = new Date('2056-11-20T17:00:00.000Z');
const later = { dueAt: '2056-11-20T17:30:00.000Z', expiresAt: '2056-11-20T18:00:00.000Z' };

const askFor = (customerIds: readonly string[]) => {
  const deps = { policies, pauseFlags: memoryPauseFlags(), hasher: addressHasher(async () => 'key') };
  const gate = requestNotifications({ ...deps, metrics: { singleMetric: () => silent } });
  const requests = customerIds.map((customerId) => aNotificationRequest({ customerId, ...later }));
  return gate(requests, { program: aSendingProgram('reminders'), templateHash: 't', now });
};

const customersOf = (count: number): string[] => {
  const prefix = `ft-gate-${randomUUID()}`;
  return Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
};

/** Every customer has the message and one grant for it. */
const expectOnceEach = async (customerIds: readonly string[], ids: readonly string[]) => {
  const { policies: found } = await policies.read({ customerIds, addressHashes: [] });
  expect(customerIds.map((id) => Object.keys(found.get(id)?.grants ?? {}))).toEqual(ids.map((id) => [id]));
  const keys = ids.map((id) => ({ id }));
  const command = new BatchGetCommand({ RequestItems: { [tables.notifications]: { Keys: keys } } });
  expect((await document.send(command)).Responses?.[tables.notifications]).toHaveLength(ids.length);
};

describe('the gate', () => {
  it.each([
    ['transactions conflict', { operation: 'TransactWriteItems' }, { fault: 'transactionConflict' }],
    ['answers to transactions are lost', { operation: 'TransactWriteItems' }, { fault: 'drop' }],
    ['the tables throttle', {}, { fault: 'throttle' }],
  ])('makes each message once while %s', async (_what, match, then) => {
    const customerIds = customersOf(80);
    const body = customerIds[0]?.slice(0, -2) as string;
    const rules = [{ match: { ...match, body }, then, times: 3 }];
    const outcomes = await whileBehaving('fault-proxy', rules, () => askFor(customerIds));
    for (const { outcome } of outcomes) expect(['granted', 'exists']).toContain(outcome);
    await expectOnceEach(
      customerIds,
      outcomes.map(({ id }) => id),
    );
  });

  it('asked again after it gave up, finishes what it began', async () => {
    const customerIds = customersOf(80);
    const body = customerIds[0]?.slice(0, -2) as string;
    const refused = { status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' } };
    const rules = [{ match: { operation: 'TransactWriteItems', body: `${body}-7"` }, then: refused }];
    const failed = whileBehaving('fault-proxy', rules, () => askFor(customerIds));
    await expect(failed).rejects.toMatchObject({ name: 'TransientError' });
    const outcomes = await askFor(customerIds);
    await expectOnceEach(
      customerIds,
      outcomes.map(({ id }) => id),
    );
  });
});
