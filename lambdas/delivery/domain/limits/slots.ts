// Send slots of a provider: one row of them in time, taken in blocks (design.md, Tables: `limits`).
// Times inside are whole microseconds, so that adding intervals never drifts over the limit.

/** Clocks and timers are a little off: slots are taken at 97 % of the limit, so that a late send stays under it. */
const headroom = 0.03;

/** @returns whole microseconds between two slots */
const slotSpacing = (perSecond: number): number => Math.ceil(1_000_000 / (perSecond * (1 - headroom)));

export const toMicroseconds = (ms: number): number => Math.ceil(ms * 1_000);

export type SlotRequest = { count: number; perSecond: number; maxWaitMs: number; now: number };
export type SlotLease = { kind: 'leased'; startsAt: number; intervalMs: number } | { kind: 'full'; retryAt: number };

/**
 * Takes a block of slots: from now when the row is idle, else behind the slots that are taken.
 * @param nextFree the first slot nobody has, in microseconds since 1970; 0: none was ever taken
 * @returns the lease (epoch ms) and the new `nextFree`; nothing is taken when the first slot is too far away
 */
export const takeSlots = (nextFree: number, request: SlotRequest): { lease: SlotLease; nextFree: number } => {
  const now = toMicroseconds(request.now);
  if (nextFree > latestStart(request)) return { lease: { kind: 'full', retryAt: nextFree / 1_000 }, nextFree };
  const start = Math.max(now, nextFree);
  return { lease: leaseFrom(start, request.perSecond), nextFree: start + blockLength(request) };
};

/** The last microsecond at which a first slot is still worth waiting for. */
export const latestStart = ({ now, maxWaitMs }: SlotRequest): number => toMicroseconds(now) + toMicroseconds(maxWaitMs);

export const blockLength = ({ count, perSecond }: SlotRequest): number => count * slotSpacing(perSecond);

/** @param start first slot, microseconds */
export const leaseFrom = (start: number, perSecond: number): SlotLease => ({
  kind: 'leased',
  startsAt: start / 1_000,
  intervalMs: slotSpacing(perSecond) / 1_000,
});
