// The churn report as people read it: the JSON beside it has every figure, and the rows they were counted from.
import { plannedUsd } from '../cost/cost-figures.ts';
import type { ResolutionFigures } from '../figures/resolution-figures.ts';
import type { Times } from '../figures/resolution-times.ts';
import { barChart } from './bar-chart.ts';
import { channelTable, costTable, groupTables, type Uplifts, upliftTable } from './churn-tables.ts';
import { escapeHtml } from './escape-html.ts';
import { page } from './page.ts';
import { decimal, duration, percent, usd } from './shown.ts';
import { table } from './table.ts';

export type PeriodFigures = ResolutionFigures & {
  days: number;
  from: string;
  to: string;
  uplift: Uplifts;
};
export type ChurnReport = {
  programId: string;
  day: string;
  madeAt: string;
  periods: PeriodFigures[];
  limits: readonly string[];
};

export const churnPage = (report: ChurnReport): string => {
  const body = [
    `<p>Cases by the day (UTC) they were opened, as they stood at ${escapeHtml(report.madeAt)}.</p>`,
    overview(report.periods),
    ...report.periods.map(periodSection),
    '<h2>What these figures can’t show</h2>',
    `<ul>${report.limits.map((limit) => `<li>${escapeHtml(limit)}</li>`).join('\n')}</ul>`,
  ];
  return page(`Churn report of ${report.programId}, ${report.day}`, body.join('\n'));
};

const daysText = (days: number): string => (days === 1 ? 'One day' : `${days} days`);

const overview = (periods: readonly PeriodFigures[]): string => {
  const line = (name: string, of: (figures: PeriodFigures) => string): string[] => [name, ...periods.map(of)];
  return table(
    'At a glance',
    ['', ...periods.map(({ days }) => daysText(days))],
    [
      line('Cases', ({ groups }) => String(sum(groups.severity.map(({ cases }) => cases)))),
      line('Resolved', ({ resolution }) => `${resolution.resolved} (${percent(resolution.rate)})`),
      line('Without an agent, of resolved', ({ resolution }) => percent(resolution.selfServiceRate)),
      line('Asked for a call, of those sent help', ({ callbacks }) => percent(callbacks.rate)),
      ...Object.entries(wayNames).map(([way, name]) =>
        line(`Time to resolution, ${name}`, ({ time }) => timesText(time[way as keyof typeof wayNames])),
      ),
      line(
        'Satisfaction, of 5',
        ({ satisfaction }) => `${decimal(satisfaction.solved)} (${satisfaction.answers} answers)`,
      ),
      line('Deduplication: repeated errors joined to an open case', ({ repeatedErrors }) =>
        percent(repeatedErrors.rate),
      ),
      line(`Cost of a resolution (planned: ${plan})`, ({ cost }) => usd(cost.perResolution)),
      line('… with compensation', ({ cost }) => usd(cost.perResolutionWithCompensation)),
      line('… without an agent', ({ cost }) => usd(cost.perSelfService)),
    ],
  );
};

const plan = `$${plannedUsd.perResolution.toFixed(2)}; a ticket: $${plannedUsd.perTicket}`;
const wayNames = { selfService: '“fixed” tapped', agent: 'by an agent', noFurtherError: 'no further error' } as const;

const timesText = ({ count, median, p90 }: Times): string =>
  count === 0 ? duration(null) : `median ${duration(median)}, 90 % within ${duration(p90)} (${count})`;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const stageNames = {
  ...{ errors: 'Errors', cases: 'Cases', sent: 'Help sent', delivered: 'Delivered' },
  ...{ clicked: 'Link opened', engaged: 'Acted', resolved: 'Resolved' },
};

const periodSection = (figures: PeriodFigures): string => {
  const { days, from, to, funnel, time, uplift } = figures;
  return [
    `<h2>${daysText(days)}: ${escapeHtml(from)}${days === 1 ? '' : ` to ${escapeHtml(to)}`}</h2>`,
    barChart(
      'From error to resolution',
      funnel.map(({ stage, count }) => ({ name: stageNames[stage], value: count })),
    ),
    ...Object.entries(wayNames).map(([way, name]) => timeChart(name, time[way as keyof typeof wayNames])),
    channelTable(figures),
    upliftTable(uplift),
    costTable(figures),
    groupTables(figures),
  ].join('\n');
};

const timeChart = (name: string, { histogram }: Times): string =>
  barChart(
    `Time to resolution, ${name}`,
    histogram.map(({ upTo, count }, bar) => ({ name: barName(histogram[bar - 1]?.upTo, upTo), value: count })),
  );

const barName = (from: number | null | undefined, upTo: number | null): string =>
  upTo === null ? `over ${duration(from ?? 0)}` : `up to ${duration(upTo)}`;
