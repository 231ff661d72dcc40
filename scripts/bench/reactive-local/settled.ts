// What there is when all events of a round are through: cases and messages, and how many events were handled.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { invocationsFile } from '../../local-cloud/localstack-environment.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { seedTarget } from '../../seed/seed-target.ts';
import { countBy, messagesAbout } from '../reminders/read-ledger.ts';
import { releaseDue } from '../reminders/send-window.ts';

export type CaseSeen = { customerId: string; episode: number; sightings: number };

const onItsWay: readonly string[] = ['scheduled', 'queued', 'sending', 'unknown'];
const giveUpMs = 10 * 60_000;

/** Messages of customers whose ids begin so, when there are as many as wanted and none is on its way. */
export const settledMessages = async (outputs: Outputs, prefix: string, wanted: number): Promise<Notification[]> => {
  for (const began = Date.now(); ; await wait(2_000)) {
    await releaseDue(outputs); // what found its provider busy waits for the releaser, which no schedule starts here
    const all = (await messagesAbout(outputs, 'app_crash')).filter(({ customerId }) => customerId.startsWith(prefix));
    if (all.length >= wanted && !all.some(({ state }) => onItsWay.includes(state))) return all;
    if (Date.now() - began > giveUpMs)
      throw new Error(
        `${all.length} of ${wanted} messages after ten minutes: ${JSON.stringify(countBy(all, ({ state }) => state))}`,
      );
  }
};

export const casesSeen = async (outputs: Outputs, prefix: string): Promise<CaseSeen[]> => {
  const { dynamodb } = seedTarget();
  const found: CaseSeen[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await dynamodb.send(
      new ScanCommand({
        TableName: pick(outputs.tables, 'issues'),
        ...(from && { ExclusiveStartKey: from }),
        FilterExpression: 'sk = :case AND begins_with(customerId, :prefix)',
        ExpressionAttributeValues: { ':case': 'case', ':prefix': prefix },
      }),
    );
    found.push(...((page.Items ?? []) as CaseSeen[]));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};

/** Waits until the executor has reported so many events handled. @param position nights/worker-peak.ts, reportPosition */
export const handled = async (position: number, wanted: number): Promise<number> => {
  for (const began = Date.now(); ; await wait(1_000)) {
    const report = readFileSync(invocationsFile).subarray(position).toString('utf8');
    const count = report.split('\n').filter((line) => line.includes('-handle-error-event"')).length;
    if (count >= wanted) return count;
    if (Date.now() - began > giveUpMs) throw new Error(`${count} of ${wanted} events were handled in ten minutes`);
  }
};
