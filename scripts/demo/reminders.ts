// A reminder window: sales that start in half an hour, and everybody who asked to be told.
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type Outputs, pick } from '../local-cloud/outputs.ts';
import { localClient } from '../local-cloud/sdk.ts';
import { gatherFans, optIn } from './fans.ts';
import { settled, showLedger } from './ledger.ts';
import { explain, messageOf, showEmail, showSms } from './messages.ts';
import { count, heading } from './print.ts';
import { announceSales } from './sale-events.ts';

const programId = 'ticket-sale-reminders';
const machine = 'notification-scheduler';
type Summary = { totals: { sales: number; skipped: number; outcomes: Record<string, number> } };

/** Runs the scheduler for a window and waits for its end. @throws Error when it fails */
const runScheduler = async (outputs: Outputs, at: string): Promise<Summary> => {
  const sfn = new SFNClient(localClient(outputs));
  const stateMachineArn = pick(outputs.stateMachines, machine);
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ programId, at }) }),
  );
  for (;;) {
    const { status, output, error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return JSON.parse(output ?? '{}') as Summary;
    if (status !== 'RUNNING') throw new Error(`${machine} ${status}: ${error ?? ''} ${cause ?? ''}`);
    await wait(1_000);
  }
};

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
  const { totals } = await runScheduler(outputs, window.at);
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
