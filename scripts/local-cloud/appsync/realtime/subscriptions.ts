import type { MutationEvent } from '../data-plane/mutation-events.ts';

/** One subscriber: the field it watches, and what it does with a value. */
export type Subscription = { field: string; deliver: (value: unknown) => void };
export type Subscriptions = {
  add(apiId: string, subscription: Subscription): void;
  remove(apiId: string, subscription: Subscription): void;
  publish(apiId: string, event: MutationEvent): void;
};

/** Who listens to which API, in this process. */
export const createSubscriptions = (): Subscriptions => {
  const byApi = new Map<string, Set<Subscription>>();
  return {
    add: (apiId, subscription) => {
      const all = byApi.get(apiId) ?? new Set();
      byApi.set(apiId, all.add(subscription));
    },
    remove: (apiId, subscription) => {
      byApi.get(apiId)?.delete(subscription);
    },
    publish: (apiId, { field, value }) => {
      for (const subscription of byApi.get(apiId) ?? []) if (subscription.field === field) subscription.deliver(value);
    },
  };
};
