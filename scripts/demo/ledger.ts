// The send ledger as the demo shows it: totals by state and reason, counted by the API.
import { setTimeout as wait } from 'node:timers/promises';
import { graphqlData } from '../local-cloud/graphql-client.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { bar, heading, share } from './print.ts';

type Named = { name: string; count: number };
export type Report = {
  planned: number;
  byState: Named[];
  refusedByReason: Named[];
  sent: number;
  delivered: number;
  bounced: number;
  opened: number;
  clicked: number;
  converted: number;
  costUsd: number;
  channels: {
    channel: string;
    provider: string;
    sent: number;
    delivered: number;
    medianDeliverySeconds: number | null;
  }[];
};

const query = `query($id: ID!) {
  campaignReport(campaignId: $id) {
    planned byState { name count } refusedByReason { name count }
    sent delivered bounced opened clicked converted costUsd
    channels { channel provider sent delivered medianDeliverySeconds }
  }
}`;

/** A campaign, or the reminders of a sale, as it stands. */
const reportOf = async (outputs: Outputs, id: string): Promise<Report> =>
  (await graphqlData<{ campaignReport: Report }>(outputs, 'operator', { query, variables: { id } })).campaignReport;

const addUp = (lists: readonly Named[][]): Named[] => {
  const sums = new Map<string, number>();
  for (const { name, count } of lists.flat()) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
};

const statesOf = (reports: readonly Report[]): Named[] => addUp(reports.map(({ byState }) => byState));

const withUs = new Set(['queued', 'sending']);
const withProviders = new Set(['accepted', 'sent']);
const anyIn = (states: readonly Named[], names: ReadonlySet<string>): boolean =>
  states.some(({ name }) => names.has(name));
/** Slow machines take long; a ledger in which nothing moves for so long is stuck. */
const stuckMs = 2 * 60_000;
/** Carriers take their time, and so do thousands of receipts on one machine: the rest comes in while the demo goes on. */
const receiptsMs = 60_000;

/** Looks at reports again and again, whenever they have changed telling the caller. @throws Error when nothing moves */
const watch = async (
  outputs: Outputs,
  ids: readonly string[],
  {
    everyMs,
    done,
    onChange,
  }: { everyMs: number; done: (states: Named[]) => boolean; onChange?: (line: string) => void },
): Promise<Report[]> => {
  let shown = '';
  for (let movedAt = Date.now(); ; await wait(everyMs)) {
    const reports = await Promise.all(ids.map((id) => reportOf(outputs, id)));
    const states = statesOf(reports);
    const line = states.map(({ name, count }) => `${count} ${name}`).join(', ');
    if (line !== shown) {
      onChange?.(line);
      movedAt = Date.now();
    }
    shown = line;
    if (done(states)) return reports;
    if (Date.now() - movedAt > stuckMs) throw new Error(`Nothing moves any more (${line}): look into .local/logs`);
  }
};

/** Waits until all that was released has left us. */
export const allSent = (outputs: Outputs, ids: readonly string[]): Promise<unknown> =>
  watch(outputs, ids, { everyMs: 1_000, done: (states) => !anyIn(states, withUs) });

/** Waits until all has left us, and a little for receipts, telling how it goes. What is scheduled for later stays. */
export const settled = (outputs: Outputs, ids: readonly string[]): Promise<Report[]> => {
  const began = Date.now();
  let left: number | undefined;
  return watch(outputs, ids, {
    everyMs: 4_000,
    onChange: (line) => console.log(`  ${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`),
    done: (states) => {
      left = anyIn(states, withUs) ? undefined : (left ?? Date.now());
      return left !== undefined && (!anyIn(states, withProviders) || Date.now() - left > receiptsMs);
    },
  });
};

/** Totals by state and by reason. */
export const showLedger = (title: string, reports: readonly Report[]): void => {
  const states = statesOf(reports);
  const all = states.reduce((sum, { count }) => sum + count, 0);
  heading(`The ledger of ${title}`);
  for (const { name, count } of states) console.log(bar(name, count, share(count, all)));
  for (const { name, count } of addUp(reports.map(({ refusedByReason }) => refusedByReason)))
    console.log(bar(`  refused: ${name}`, count, share(count, all)));
  if (anyIn(states, withProviders)) console.log('  The receipts of some are still coming in.');
};
