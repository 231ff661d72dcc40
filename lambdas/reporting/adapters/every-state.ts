import type { NotificationState } from '../../delivery/index.ts';

/** The compiler misses one that is new. */
const states: Record<NotificationState, true> = {
  ...{ scheduled: true, queued: true, sending: true, unknown: true, accepted: true, sent: true },
  ...{ delivered: true, failed: true, expired: true, suppressed: true, cancelled: true, unconfirmed: true },
};

/** So that nothing a day's report counts is left out. */
export const everyState = Object.keys(states) as NotificationState[];
