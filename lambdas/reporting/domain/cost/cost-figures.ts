import type { CaseRow } from '../figures/case-row.ts';
import { share } from '../figures/quantile.ts';
import { caseCost } from './case-cost.ts';

/** seeds/predictive-issue-resolution.md, Business Metrics: aim, and price of a ticket without us. */
export const seedUsd = { perResolution: 0.5, perTicket: 15 } as const;

/**
 * US dollars. `messages`: what receipts said; `infrastructure`: by the model of docs/cost.md; `calls`: each at the seed's price
 * of a support ticket, as somebody's time is in it. `perSelfService`: messages and infrastructure of all cases over those
 * resolved without an agent.
 */
export type CostFigures = {
  messages: number;
  infrastructure: number;
  calls: number;
  total: number;
  perResolution: number | null;
  perSelfService: number | null;
  seed: typeof seedUsd;
};

export const costFigures = (rows: readonly CaseRow[]): CostFigures => {
  const messages = rows.reduce((sum, row) => sum + row.messagesUsd, 0);
  const infrastructure = Object.values(caseCost(useOf(rows))).reduce((sum, usd) => sum + usd, 0);
  const calls = rows.filter(({ called }) => called).length * seedUsd.perTicket;
  const total = messages + infrastructure + calls;
  const resolved = rows.filter((row) => row.resolved);
  const alone = resolved.filter(({ method }) => method !== 'agent').length;
  return {
    ...{ messages, infrastructure, calls, total },
    perResolution: share(total, resolved.length),
    perSelfService: share(messages + infrastructure, alone),
    seed: seedUsd,
  };
};

const useOf = (rows: readonly CaseRow[]) => ({
  errors: rows.reduce((sum, { errors }) => sum + errors, 0),
  cases: rows.length,
  messages: rows.reduce((sum, { reach }) => sum + reach.length, 0),
  visits: rows.filter(({ clicked }) => clicked).length,
  calls: rows.filter(({ called }) => called).length,
});
