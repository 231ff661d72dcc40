// A granted message finds its way by itself: ledger, stream, router, queue, worker, provider.
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamodbNotificationLedger } from '../../../lambdas/delivery/adapters/dynamodb-notification-ledger.ts';
import { dynamodbPolicyStore } from '../../../lambdas/delivery/adapters/dynamodb-policy-store.ts';
import { s3TemplateStore } from '../../../lambdas/delivery/adapters/s3-template-store.ts';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { emptyPolicy } from '../../../lambdas/delivery/domain/policy/grants.ts';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { s3AnyProgramStore } from '../../../lambdas/shared/programs/s3-program-store.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { aSendingProgram } from '../../support/a-gate.ts';
import { aQueued, senderTemplates } from '../../support/a-sender.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { patience } from '../../support/patience.ts';

const document = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs, outputs.endpoints.dynamodb)), {
  marshallOptions: { removeUndefinedValues: true },
});
const tables = { policy: pick(outputs.tables, 'policy'), notifications: pick(outputs.tables, 'notifications') };
const policies = dynamodbPolicyStore({ document, tables });
const ledger = dynamodbNotificationLedger({ document, tables });
const objects = s3Objects(s3, pick(outputs.buckets, 'data'));
const programId = `it-${randomUUID()}`;

beforeAll(async () => {
  await s3AnyProgramStore(objects).pin(aSendingProgram(programId, { quietHours: 'pass', priority: 'urgent' }));
  await s3TemplateStore(objects).pin({ ...senderTemplates, programId });
});

afterAll(async () => {
  await objects.removeAll(`programs/pinned/${programId}/`);
  await objects.removeAll(`templates/pinned/${programId}/`);
});

const granted = async (overrides: Partial<Notification>): Promise<Notification> => {
  const now = new Date().toISOString();
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const notification = aQueued({
    ...{ programId, priority: 'urgent', addressHash: randomUUID(), dueAt: now, expiresAt },
    ...{ createdAt: now, updatedAt: now, date: { queued: now } },
    ...overrides,
  });
  const grant = { at: now, programId, channel: notification.channel };
  expect(await policies.grant({ seen: emptyPolicy(notification.customerId), notification, grant })).toBe('granted');
  return notification;
};

const ended = (id: string, states: readonly string[]) =>
  eventually(
    `notification ${id} to be ${states}`,
    async () => {
      const found = await ledger.get(id);
      return found && states.includes(found.state) ? found : undefined;
    },
    patience,
  );

it.each([
  ['end-user-messaging', 'sms', '+12025550142'],
  ['sms-service', 'sms', '+12025550143'],
  ['ses', 'email', 'success@simulator.amazonses.com'],
] as const)('is sent by %s', async (provider, channel, address) => {
  const { id } = await granted({ provider, channel, address });
  const sent = await ended(id, ['accepted', 'sent', 'delivered']);
  expect(sent.attempts).toMatchObject([{ number: 1, provider, outcome: 'accepted' }]);
});

it('is refused at the last moment when its contact point was suppressed after the grant', async () => {
  const addressHash = randomUUID();
  const later = new Date(Date.now() + 1_800_000).toISOString();
  const waiting = await granted({ addressHash, state: 'scheduled', dueAt: later, date: { scheduled: later } });
  await policies.suppress({ addressHash, reason: 'stop', at: later, source: 'sms:STOP' });
  const queued = { ...waiting, state: 'queued' as const, revision: waiting.revision + 1 };
  expect(await ledger.save(queued)).toBe('saved');
  const refused = await ended(waiting.id, ['suppressed']);
  expect(refused).toMatchObject({ reason: 'suppressed:stop', attempts: [] });
});
