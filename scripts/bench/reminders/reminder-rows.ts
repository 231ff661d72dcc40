// What a run of reminders leaves in .local/bench.json.
import { campaignUse } from '../../cost/campaign-use.ts';
import { type DeliveryUse, deliveryCost, scaled, totalUsd } from '../../cost/delivery-cost.ts';
import type { BenchRow } from '../bench-row.ts';
import type { Reminded } from './remind-crowd.ts';

/** design.md, Budgets; the seed has 12. */
const budgetMinutes = 10;
const per = 1_000;
const campaign = 50_000;

const seconds = (from: number, to: number): string => `${Math.round((to - from) / 1000)} s`;

/** @param load the machine's load average when it began */
export const minutesRow = (run: Reminded, load: number): BenchRow => {
  const minutes = (run.endedAt - run.startedAt) / 60_000;
  const { messages, later, invalid } = run.expected;
  const accepted = run.ledger.filter(({ state }) => state === 'accepted').length;
  return {
    name: 'reminders-50k-minutes',
    value: minutes,
    unit: 'minutes',
    baseline: budgetMinutes,
    ratio: budgetMinutes / minutes,
    how: `one event, ${messages} fans (half SMS, half e-mail), from StartExecution of notification-scheduler until the last message was accepted or failed, by the ledger's own times; simulators without limits and receipts, release-due once a minute. Reminders granted in ${seconds(run.startedAt, run.scheduledAt)}. Checked: one Discovery call, ${accepted} accepted, ${later} failed once and were sent again, ${invalid} invalid numbers failed at once, ${run.calls.length} requests at the providers, no message and no attempt twice. Load when it began: ${load.toFixed(1)}; baseline: the budget`,
  };
};

const shares = (use: DeliveryUse): string => {
  const usd = deliveryCost(use);
  const parts = Object.entries(usd).filter(([, value]) => value > 0);
  return `$${totalUsd(usd).toFixed(4)} (${parts.map(([name, value]) => `${name} ${value.toFixed(5)}`).join(', ')})`;
};

/** SMS and e-mail apart; the row's value is SMS. Baseline: what the provider alone charges. */
export const costRow = (sms: DeliveryUse, email: DeliveryUse): BenchRow => {
  const usd = deliveryCost(scaled(sms, per));
  const total = totalUsd(usd);
  return {
    name: 'reminders-cost-per-1000-usd',
    value: total,
    unit: 'USD',
    baseline: usd.provider ?? null,
    ratio: (usd.provider ?? 0) / total,
    how: `1,000 reminders of the measured run at AWS prices (scripts/cost): by SMS ${shares(scaled(sms, per))}, by e-mail ${shares(scaled(email, per))}; an e-mail campaign of 50,000 ${shares(campaignUse(email, campaign))}; writes and reads from the ledger, Lambda's milliseconds as measured locally, receipts added; carriers' fees left out; baseline: the SMS themselves`,
  };
};
