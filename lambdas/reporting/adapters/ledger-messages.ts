import { isSpared, type NotificationLedger, type NotificationState } from '../../delivery/index.ts';
import type { Messages } from '../ports.ts';

/** Every state, so that nothing a day's report counts is left out; the compiler misses one that is new. */
const states: Record<NotificationState, true> = {
  ...{ scheduled: true, queued: true, sending: true, unknown: true, accepted: true, sent: true },
  ...{ delivered: true, failed: true, expired: true, suppressed: true, cancelled: true, unconfirmed: true },
};

/** Messages from the send ledger; those of tests are in no report. */
export const ledgerMessages = (ledger: Pick<NotificationLedger, 'ofProgram'>): Messages => ({
  created: async function* (query) {
    for await (const page of ledger.ofProgram({ ...query, states: Object.keys(states) as NotificationState[] }))
      yield page.filter(({ test }) => test !== true).map((message) => ({ ...message, spared: isSpared(message) }));
  },
});
