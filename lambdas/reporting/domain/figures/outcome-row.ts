// What became of what was decided: a row of the Glue table `outcomes` (terraform/modules/reporting/glue.tf).
import type { CaseFacts, MessageFacts } from './facts.ts';

/**
 * Keys as Athena has them. `customer_id`, `subject`, `occasion`: those of the candidate, to join `decisions` with. `outcome`:
 * how a case was closed (`resolved`, `expired`, `withdrawn`), `left` (account closed within 30 days of it); of a message `contacted` or
 * `converted`. `method`: how it was resolved; of a message its channel. `seconds`: from the first error, or the sending (of
 * `contacted`: the request), to the outcome. `score`: what the customer gave: stars of a review.
 */
export type OutcomeRow = {
  customer_id: string;
  subject: string;
  occasion: string;
  outcome: string;
  method: string | null;
  at: string;
  seconds: number;
  score: number | null;
};

const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);
const isOn = (day: string, at: string | undefined): at is string => at?.slice(0, 10) === day;

/** Of a case that was closed on the day; of any other none. */
export const caseOutcome = (issue: CaseFacts, day: string): OutcomeRow[] => {
  const { closed } = issue;
  if (!closed || !isOn(day, closed.at)) return [];
  return [
    {
      ...{ customer_id: issue.customerId, subject: issue.issueType, occasion: `episode-${issue.episode}` },
      ...{ outcome: closed.reason, method: closed.method ?? null, at: closed.at },
      seconds: secondsBetween(issue.openedAt, closed.at),
      score: null,
    },
  ];
};

/** @param at when the account was closed; where nobody knows, the start of the day 30 days after the case: within them */
export const leftOutcome = (issue: CaseFacts, at: string): OutcomeRow => ({
  ...{ customer_id: issue.customerId, subject: issue.issueType, occasion: `episode-${issue.episode}` },
  ...{ outcome: 'left', method: null, at, seconds: secondsBetween(issue.openedAt, at), score: null },
});

/** Of a message that went out on the day, and of one whose customer did on the day what it was about. */
export const messageOutcomes = (message: MessageFacts, day: string): OutcomeRow[] => {
  const { date } = message;
  const sentAt = date.accepted ?? date.sent ?? date.delivered;
  return [
    ...(isOn(day, sentAt) ? [rowOf(message, 'contacted', sentAt)] : []),
    ...(isOn(day, date.converted) ? [rowOf(message, 'converted', date.converted)] : []),
  ];
};

const rowOf = (message: MessageFacts, outcome: 'contacted' | 'converted', at: string): OutcomeRow => {
  const from = outcome === 'contacted' ? message.createdAt : (message.date.accepted ?? message.createdAt);
  return {
    ...{ customer_id: message.customerId, subject: message.subject, occasion: message.occasion },
    ...{ outcome, method: message.channel, at, seconds: secondsBetween(from, at), score: null },
  };
};

/** Messages sent are means, and counted elsewhere. `reviews`: of the outcomes those with stars. */
export type OutcomeFigures = {
  outcomes: number;
  byOutcome: Record<string, number>;
  reviews: { count: number; stars: number | null };
};

export const noOutcomes = (): OutcomeFigures => ({ outcomes: 0, byOutcome: {}, reviews: { count: 0, stars: null } });

export const addOutcomes = (figures: OutcomeFigures, rows: readonly OutcomeRow[]): OutcomeFigures => {
  for (const { outcome, score } of rows) {
    if (outcome === 'contacted') continue;
    figures.outcomes += 1;
    figures.byOutcome[outcome] = (figures.byOutcome[outcome] ?? 0) + 1;
    if (score === null) continue;
    const { count, stars } = figures.reviews;
    figures.reviews = { count: count + 1, stars: ((stars ?? 0) * count + score) / (count + 1) };
  }
  return figures;
};
