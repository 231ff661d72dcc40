import type { ProviderName } from '../../domain/notification/notification.ts';
import type { AttemptDeps } from './send-deps.ts';

/** design.md, Delivery: who would wait longer goes back to `scheduled`. */
const longestWaitMs = 10_000;
/** A send this late may fall into a later one's second: it takes another slot. As much as the slots' headroom forgives. */
const lateMs = 30;
const tries = 3;

/** Epoch ms, one per message, in order. */
export type Slots = { kind: 'slots'; at: number[] } | { kind: 'full'; retryAt: number };

/**
 * Takes slots for messages of these weights (SMS: parts). A provider without a limit is always free.
 * @param wish `maxWaitMs`: 10 s unless told
 */
export const takeSlots = async (
  { limiter, rates, clock }: AttemptDeps,
  provider: ProviderName,
  { weights, maxWaitMs = longestWaitMs }: { weights: readonly number[]; maxWaitMs?: number },
): Promise<Slots> => {
  const now = clock.now().getTime();
  const perSecond = rates[provider];
  if (perSecond === undefined) return { kind: 'slots', at: weights.map(() => now) };
  const count = weights.reduce((sum, weight) => sum + weight, 0);
  const lease = await limiter.lease({ provider, count, perSecond, maxWaitMs, now });
  if (lease.kind === 'full') return lease;
  let before = 0;
  const at = weights.map((weight) => {
    const start = lease.startsAt + before * lease.intervalMs;
    before += weight;
    return start;
  });
  return { kind: 'slots', at };
};

/** Waits until a time; not at all when it has passed. */
export const waitUntil = async ({ clock, sleep }: AttemptDeps, at: number): Promise<void> => {
  const ms = at - clock.now().getTime();
  if (ms > 0) await sleep(ms);
};

/**
 * Waits for a slot, and for another one when it was missed: slots used late would add up to more than the limit.
 * @returns false: the next free slot is too far away
 */
export const onSlot = async (
  sending: AttemptDeps,
  { provider, weight, slot }: { provider: ProviderName; weight: number; slot: number },
): Promise<boolean> => {
  let at = slot;
  for (let attempt = 1; ; attempt += 1) {
    await waitUntil(sending, at);
    const late = sending.clock.now().getTime() - at > lateMs;
    if (!late || attempt === tries || sending.rates[provider] === undefined) return true;
    const again = await takeSlots(sending, provider, { weights: [weight] });
    if (again.kind === 'full') return false;
    at = again.at[0] as number;
  }
};
