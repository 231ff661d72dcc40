// A circuit breaker as a pure state machine: closed → open after so many failures in a row → half-open after a pause,
// when one trial call decides. Times are epoch milliseconds, handed in.

export type BreakerPolicy = { failures: number; openForMs: number };
export type BreakerState =
  | { is: 'closed'; failuresInRow: number }
  | { is: 'open'; since: number }
  | { is: 'half-open'; since: number };

export const closedBreaker: BreakerState = { is: 'closed', failuresInRow: 0 };

/**
 * Asks whether a call may be made now. Keep the returned state: leaving `open` takes the one trial call.
 * While a trial is out others are refused; a trial that never reports back is given up after the pause.
 */
export const tryPass = (
  state: BreakerState,
  now: number,
  { openForMs }: BreakerPolicy,
): { allowed: boolean; state: BreakerState } => {
  if (state.is === 'closed') return { allowed: true, state };
  if (now - state.since < openForMs) return { allowed: false, state };
  return { allowed: true, state: { is: 'half-open', since: now } };
};

/** The state after a call that worked. */
export const afterSuccess = (_state: BreakerState): BreakerState => closedBreaker;

/** The state after a call that failed: a failed trial opens again at once. */
export const afterFailure = (state: BreakerState, now: number, { failures }: BreakerPolicy): BreakerState => {
  const failuresInRow = state.is === 'closed' ? state.failuresInRow + 1 : failures;
  return failuresInRow >= failures ? { is: 'open', since: now } : { is: 'closed', failuresInRow };
};
