import { isSpared, type NotificationLedger } from '../../delivery/index.ts';
import type { Messages } from '../ports.ts';
import { everyState } from './every-state.ts';

/** Messages from the send ledger; those of tests are in no report. */
export const ledgerMessages = (ledger: Pick<NotificationLedger, 'ofProgram'>): Messages => ({
  created: async function* (query) {
    for await (const page of ledger.ofProgram({ ...query, states: everyState }))
      yield page.filter(({ test }) => test !== true).map((message) => ({ ...message, spared: isSpared(message) }));
  },
});
