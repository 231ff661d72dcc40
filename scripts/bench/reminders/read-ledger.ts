// What the ledger says of a sale's messages when all is over.
import { setTimeout as wait } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { notificationOf } from '../../../lambdas/delivery/adapters/notification-items.ts';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { seedTarget } from '../../seed/seed-target.ts';

const settled: readonly string[] = ['accepted', 'failed', 'suppressed', 'expired', 'cancelled'];
const giveUpMs = 5 * 60_000;

/** All messages of a subject. */
export const messagesAbout = async (outputs: Outputs, subject: string): Promise<Notification[]> => {
  const { dynamodb } = seedTarget();
  const found: Notification[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await dynamodb.send(
      new ScanCommand({
        TableName: pick(outputs.tables, 'notifications'),
        ...(from && { ExclusiveStartKey: from }),
        FilterExpression: 'subject = :subject',
        ExpressionAttributeValues: { ':subject': subject },
      }),
    );
    found.push(...(page.Items ?? []).map(notificationOf));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};

export const countBy = <T>(all: readonly T[], keyOf: (one: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of all) counts[keyOf(one)] = (counts[keyOf(one)] ?? 0) + 1;
  return counts;
};

/** Reads them until none is on its way any more. @throws Error with their states when that takes over five minutes */
export const settledLedger = async (outputs: Outputs, subject: string): Promise<Notification[]> => {
  for (const began = Date.now(); ; await wait(2_000)) {
    const all = await messagesAbout(outputs, subject);
    if (all.every(({ state }) => settled.includes(state))) return all;
    if (Date.now() - began > giveUpMs)
      throw new Error(`Messages are still on their way: ${JSON.stringify(countBy(all, ({ state }) => state))}`);
  }
};
