// A reminder window: sales that start in half an hour, and everybody who asked to be told.
import type { Outputs } from '../local-cloud/outputs.ts';
import { runMachine } from './execution.ts';
import { gatherFans, optIn } from './fans.ts';
import { settled, showLedger } from './ledger.ts';
import { explain, messageOf, showEmail, showSms } from './messages.ts';
import { count, heading } from './print.ts';
import { announceSales } from './sale-events.ts';

const programId = 'ticket-sale-reminders';
type Summary = { totals: { sales: number; skipped: number; outcomes: Record<string, number> } };

/** @param fans how many want to hear of the popular event */
export const showReminders = async (outputs: Outputs, fans: number): Promise<void> => {
  heading(`A reminder window of ${programId}`);
  const began = Date.now();
  const window = await announceSales(outputs, began);
  const left = await gatherFans(outputs, window, fans);
  const [popular] = window.events;
  if (!popular) throw new Error('The demo has no events');
  const ada = await optIn(outputs, popular.eventId);
  for (const { artist, venue, city, sale } of window.events)
    console.log(`  ${window.startsAt}  ${artist}, ${venue}, ${city}${sale ? ` (${sale})` : ''}`);
  const ready = Date.now();
  const { totals } = await runMachine<Summary>(outputs, 'notification-scheduler', { programId, at: window.at });
  console.log(
    `  ${((Date.now() - ready) / 1000).toFixed(0)} s for the window at ${window.at}: ${totals.sales} sales, ${totals.skipped} suppressed; reminders ${Object.entries(
      totals.outcomes,
    )
      .map(([name, n]) => `${name} ${count(n)}`)
      .join(', ')}`,
  );
  const sales = window.events.filter(({ key }) => key === 'popular' || key === 'small');
  const reports = await settled(
    outputs,
    sales.map(({ eventId, saleId }) => `${programId}:${eventId}:${saleId}`),
  );
  showLedger('the reminders', reports);
  await showSms(outputs, ada.phone);
  await showEmail(outputs, ada.email);
  const refused = await messageOf(outputs, left.customerId, {
    programId,
    subject: popular.eventId,
    states: ['suppressed'],
  });
  if (refused) await explain(outputs, refused);
};
