// Many fans of one event at once, written where opting in would have put them.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Demand, demandShard } from '../../lambdas/sales/domain/demand.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { newNumber } from './customers.ts';
import { dynamodb, outputs } from './local-cloud.ts';
import { uniqueId } from './test-programs.ts';

export type CrowdFan = { customerId: string; phone: string };

/**
 * Numbers that differ in their last four digits; those beyond `valid` are none that could be called. Of an area code of
 * their own: no other test's number begins as these do.
 */
export const aCrowd = (size: number, valid: number): { prefix: string; fans: CrowdFan[] } => {
  const prefix = `+1310${newNumber().slice(5, 8)}`;
  const name = uniqueId('it-crowd');
  const fans = Array.from({ length: size }, (_, n) => {
    const number = `${prefix}${String(n).padStart(4, '0')}`;
    return { customerId: `${name}-${n}`, phone: n < valid ? number : number.replace('+1', '+0') };
  });
  return { prefix, fans };
};

const demandShards = 16; // of programs/ticket-sale-reminders.yaml

const demandOf = (customerId: string, eventId: string, zone: string): Demand & { eventShard: string } => {
  const now = new Date().toISOString();
  return {
    eventShard: `${eventId}#${demandShard(customerId, demandShards)}`,
    ...{ customerId, eventId, marketplace: 'US', preference: 'sms', zone, verifiedFanPresales: [] },
    ...{ createdAt: now, updatedAt: now, ttl: 4_000_000_000 },
  };
};

/** Has all of them want an SMS about the event. */
export const seedDemand = async (fans: readonly CrowdFan[], eventId: string, zone: string): Promise<void> => {
  const writes = fans.flatMap(({ customerId, phone }) => [
    { table: pick(outputs.tables, 'contacts'), item: { pk: `C#${customerId}`, customerId, phone, zone } },
    { table: pick(outputs.tables, 'demand'), item: demandOf(customerId, eventId, zone) },
  ]);
  for (let from = 0; from < writes.length; from += 24) {
    const batch: Record<string, { PutRequest: { Item: Record<string, unknown> } }[]> = {};
    for (const { table, item } of writes.slice(from, from + 24))
      batch[table] = [...(batch[table] ?? []), { PutRequest: { Item: item } }];
    await dynamodb.send(new BatchWriteCommand({ RequestItems: batch }));
  }
};
