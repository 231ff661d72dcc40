// A circuit breaker that many workers share, as a pure state machine: closed → open after failures in a row → one probe
// decides. Times are epoch milliseconds, handed in.

export type BreakerPolicy = {
  /** So many failures in a row, the first no longer ago than `withinMs`, open it. */
  failures: number;
  withinMs: number;
  /** How long it stays open at first; doubled by every failed probe, up to `longestOpenMs`. */
  openForMs: number;
  longestOpenMs: number;
  /** A probe that has not reported by then is given up. */
  probeForMs: number;
};

export type Breaker =
  | { is: 'closed'; failures: number; firstFailureAt: number }
  | { is: 'open'; until: number; openForMs: number }
  | { is: 'probing'; until: number; openForMs: number };

export const closedBreaker: Breaker = { is: 'closed', failures: 0, firstFailureAt: 0 };

/** Ten in a row are no accident even where one message in twenty fails; a probe takes the provider's time limit, twice. */
export const providerBreakerPolicy: BreakerPolicy = {
  failures: 10,
  withinMs: 30_000,
  openForMs: 10_000,
  longestOpenMs: 300_000,
  probeForMs: 20_000,
};

/** Whether a call may be made now. `probe` holds for one caller only: keep `next` before calling. */
export const admit = (
  breaker: Breaker,
  now: number,
  { probeForMs }: BreakerPolicy,
): { verdict: 'closed' | 'open' | 'probe'; next: Breaker } => {
  if (breaker.is === 'closed') return { verdict: 'closed', next: breaker };
  if (now < breaker.until) return { verdict: 'open', next: breaker };
  return { verdict: 'probe', next: { is: 'probing', until: now + probeForMs, openForMs: breaker.openForMs } };
};

/** After a call that worked. One that began before the breaker opened says nothing about now. */
export const afterSuccess = (breaker: Breaker): Breaker => {
  if (breaker.is === 'open') return breaker;
  return breaker.is === 'closed' && breaker.failures === 0 ? breaker : closedBreaker;
};

/** After a call that failed: a failed probe opens for longer. */
export const afterFailure = (breaker: Breaker, now: number, policy: BreakerPolicy): Breaker => {
  if (breaker.is === 'open') return breaker;
  if (breaker.is === 'probing') return open(now, Math.min(breaker.openForMs * 2, policy.longestOpenMs));
  const goesOn = breaker.failures > 0 && now - breaker.firstFailureAt <= policy.withinMs;
  const failures = goesOn ? breaker.failures + 1 : 1;
  if (failures >= policy.failures) return open(now, policy.openForMs);
  return { is: 'closed', failures, firstFailureAt: goesOn ? breaker.firstFailureAt : now };
};

const open = (now: number, openForMs: number): Breaker => ({ is: 'open', until: now + openForMs, openForMs });
