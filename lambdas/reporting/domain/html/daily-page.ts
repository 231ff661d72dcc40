// A program's day on a page: small, the JSON beside it has all.
import type { DayFigures, MessageFigures } from '../figures/day-figures.ts';
import type { OutcomeFigures } from '../figures/outcome-row.ts';
import type { ResolutionFigures } from '../figures/resolution-figures.ts';
import { barChart } from './bar-chart.ts';
import { escapeHtml } from './escape-html.ts';
import { note, page } from './page.ts';
import { decimal, duration, percent, usd } from './shown.ts';
import { table } from './table.ts';

export const dailyPage = (figures: DayFigures, outcomes: OutcomeFigures): string => {
  const { programId, day, countedAt, ended, messages, runs, decisions, issues } = figures;
  const body = [
    `<p>Counted at ${escapeHtml(countedAt)}${ended ? '' : ', before the day (UTC) was over'}.</p>`,
    barChart('Messages created on the day', messageBars(messages)),
    note(`They cost ${usd(messages.costUsd)}.`),
    reasonTable('Refused by the gate', messages.refusedByReason),
    ...(runs ? [runTable(runs)] : []),
    ...(decisions ? [reasonTable('Events rejected by filter', named(decisions.rejectedBy))] : []),
    ...(issues ? [issueTable(issues)] : []),
    outcomeTable(outcomes),
  ];
  return page(`${programId} on ${day}`, body.join('\n'));
};

const messageBars = (messages: MessageFigures) =>
  (['planned', 'sent', 'delivered', 'opened', 'clicked', 'converted', 'bounced'] as const).map((name) => ({
    name,
    value: messages[name],
  }));

const named = (counts: Record<string, number>): { name: string; count: number }[] =>
  Object.entries(counts).map(([name, count]) => ({ name, count }));

const reasonTable = (caption: string, reasons: readonly { name: string; count: number }[]): string =>
  reasons.length === 0
    ? note(`${caption}: none.`)
    : table(
        caption,
        ['Reason', 'Count'],
        reasons.map(({ name, count }) => [name, String(count)]),
      );

const runTable = (runs: NonNullable<DayFigures['runs']>): string =>
  table(
    'Runs started on the day',
    ['', 'Count'],
    [
      ['Attempts', `${runs.attempts} (${runs.committed} committed, ${runs.failed} failed)`],
      ['Candidates', String(runs.candidates)],
      ['Stored', String(runs.stored)],
      ['Cost', usd(runs.costUsd)],
    ],
  );

const issueTable = ({ repeatedErrors, resolution, callbacks, time, satisfaction }: ResolutionFigures): string =>
  table(
    'Issues opened on the day',
    ['', 'Figure'],
    [
      ['Errors', String(repeatedErrors.errors)],
      ['… that joined an open case', percent(repeatedErrors.rate)],
      ['Cases', String(repeatedErrors.errors - repeatedErrors.joined)],
      ['Resolved', `${resolution.resolved} (${percent(resolution.rate)})`],
      ['… without an agent', percent(resolution.selfServiceRate)],
      ['Calls asked for', `${callbacks.requested} (${percent(callbacks.rate)})`],
      ['Median time until the customer said “fixed”', duration(time.selfService.median)],
      ['… until an agent had solved it', duration(time.agent.median)],
      ['… until no further error came', duration(time.noFurtherError.median)],
      ['Satisfaction, of 5', `${decimal(satisfaction.solved)} (${satisfaction.answers} answers)`],
    ],
  );

const outcomeTable = ({ byOutcome, reviews }: OutcomeFigures): string =>
  reasonTable('Outcomes on the day', named(byOutcome)) +
  (reviews.count > 0 ? note(`${reviews.count} reviews, ${decimal(reviews.stars)} stars on average.`) : '');
