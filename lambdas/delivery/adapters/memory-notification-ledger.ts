// The fake of NotificationLedger over the tables it shares with the fake of PolicyStore.
import { bucketOf, shardOfId } from '../domain/notification/due-bucket.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { waitsUntil } from '../domain/notification/waiting.ts';
import type { NotificationLedger } from '../ports.ts';
import { historyToken, placeInHistory } from './history-place.ts';
import { type MemoryDeliveryTables, memoryDeliveryTables } from './memory-delivery-tables.ts';

const pageSize = 100;

/** @param tables what it shares with memoryPolicyStore; its own when left out */
export const memoryNotificationLedger = (tables: MemoryDeliveryTables = memoryDeliveryTables()): NotificationLedger => {
  const { notifications, policies } = tables;
  const all = (): Notification[] => [...notifications.values()].map((one) => structuredClone(one));
  const moveGrantOf = ({ id, customerId, dueAt: at }: Notification): void => {
    const policy = policies.get(customerId);
    const grant = policy?.grants[id];
    if (!policy || !grant || at === undefined) return;
    policies.set(customerId, {
      ...policy,
      version: policy.version + 1,
      grants: { ...policy.grants, [id]: { ...grant, at } },
    });
  };
  const returnGrantOf = ({ id, customerId }: Notification): void => {
    const policy = policies.get(customerId);
    if (!policy || !(id in policy.grants)) return;
    const { [id]: _returned, ...grants } = policy.grants;
    policies.set(customerId, { ...policy, grants, version: policy.version + 1 });
  };
  return {
    get: async (id) => structuredClone(notifications.get(id)),
    getMany: async (ids) => [...new Set(ids)].flatMap((id) => structuredClone(notifications.get(id)) ?? []),
    save: async (next, { returnGrant = false, moveGrant = false } = {}) => {
      if (notifications.get(next.id)?.revision !== next.revision - 1) return 'conflict';
      notifications.set(next.id, structuredClone(next));
      if (returnGrant && !next.test) returnGrantOf(next);
      else if (moveGrant && !next.test) moveGrantOf(next);
      return 'saved';
    },
    forCustomer: async (customerId, { limit, nextToken }) => {
      const own = all().filter((one) => one.customerId === customerId);
      const before = nextToken === undefined ? undefined : placeOf(placeInHistory(nextToken));
      const left = own.sort(newestFirst).filter((one) => before === undefined || placeOf(one) < before);
      const items = left.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(left.length > limit && last && { nextToken: historyToken(last) }) };
    },
    ofCampaign: (campaignId) => pages(all().filter((one) => one.campaignId === campaignId && !one.test)),
    ofProgram: ({ programId, from, to, states }) => {
      const created = ({ createdAt }: Notification) => createdAt >= instant(from) && createdAt < instant(to);
      const fits = (one: Notification) => one.programId === programId && created(one) && states.includes(one.state);
      return pages(all().filter((one) => fits(one) && !one.test));
    },
    due: async ({ bucket, shard, at }) =>
      [...notifications.values()]
        .map((one) => ({ id: one.id, looksAt: waitsUntil(one) }))
        .filter(({ id, looksAt }) => looksAt !== undefined && looksAt <= at && shardOfId(id) === shard)
        .filter(({ looksAt }) => bucketOf(looksAt as string) === bucket)
        .map(({ id }) => id),
    byProviderMessageId: async (asked) => all().find(({ providerMessageId }) => providerMessageId === asked)?.id,
  };
};

const instant = (at: string): string => new Date(at).toISOString();
const placeOf = ({ createdAt, id }: Pick<Notification, 'createdAt' | 'id'>): string => `${createdAt}#${id}`;
const newestFirst = (a: Notification, b: Notification): number => (placeOf(a) < placeOf(b) ? 1 : -1);

async function* pages(found: Notification[]): AsyncGenerator<Notification[], void> {
  for (let from = 0; from < found.length; from += pageSize) yield found.slice(from, from + pageSize);
}
