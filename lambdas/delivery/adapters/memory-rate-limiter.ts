import { takeSlots } from '../domain/limits/slots.ts';
import type { RateLimiter } from '../ports.ts';

/** The fake of RateLimiter: one row of slots per provider, in memory. */
export const memoryRateLimiter = (): RateLimiter => {
  const rows = new Map<string, number>();
  return {
    lease: async ({ provider, ...request }) => {
      const { lease, nextFree } = takeSlots(rows.get(provider) ?? 0, request);
      rows.set(provider, nextFree);
      return lease;
    },
  };
};
