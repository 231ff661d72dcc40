// The churn report as people read it: the JSON beside it has every figure, and the rows they were counted from.
import type { ResolutionFigures } from '../figures/resolution-figures.ts';
import { barChart } from './bar-chart.ts';
import { escapeHtml } from './escape-html.ts';
import { note, page } from './page.ts';
import { decimal, duration, percent, usd } from './shown.ts';
import { table } from './table.ts';

/** Rates 0 to 1; `low`, `high`: the interval of the difference. */
type GroupUplift = {
  contacted: { customers: number; converted: number; rate?: number };
  holdout: { customers: number; converted: number; rate?: number };
  difference?: number;
  low?: number;
  high?: number;
  method: string;
};
export type PeriodFigures = ResolutionFigures & {
  days: number;
  from: string;
  to: string;
  uplift: { resolved: GroupUplift; left: GroupUplift };
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
    `<p>Cases by the day (UTC) of their first error, as they stood at ${escapeHtml(report.madeAt)}.</p>`,
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
      line('Median time to resolution', ({ time }) => duration(time.median)),
      line('90 % resolved within', ({ time }) => duration(time.p90)),
      line(
        'Satisfaction, of 5',
        ({ satisfaction }) => `${decimal(satisfaction.solved)} (${satisfaction.answers} answers)`,
      ),
      line('Errors that opened nothing new', ({ deduplication }) => percent(deduplication.rate)),
      line('Cost of a resolution (seed: $0.50; a ticket $15)', ({ cost }) => usd(cost.perResolution)),
      line('… without an agent', ({ cost }) => usd(cost.perSelfService)),
    ],
  );
};

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
    barChart(
      'Time to resolution',
      time.histogram.map(({ upTo, count }, bar) => ({
        name: barName(time.histogram[bar - 1]?.upTo, upTo),
        value: count,
      })),
    ),
    channelTable(figures),
    upliftTable(uplift),
    costTable(figures),
    ...Object.entries(figures.groups).map(([name, groups]) => groupTable(groupNames[name] ?? name, groups)),
  ].join('\n');
};

const barName = (from: number | null | undefined, upTo: number | null): string =>
  upTo === null ? `over ${duration(from ?? 0)}` : `up to ${duration(upTo)}`;

const channelTable = ({ channels }: PeriodFigures): string =>
  table(
    'Messages',
    ['Channel', 'Sent', 'Delivered', 'Opened', 'Link opened'],
    channels.map((one) => [
      one.channel === 'sms' ? 'SMS' : 'E-mail',
      String(one.sent),
      `${one.delivered} (${percent(one.deliveryRate)})`,
      one.channel === 'sms' ? '–' : `${one.opened} (${percent(one.openRate)})`,
      `${one.clicked} (${percent(one.clickRate)})`,
    ]),
  );

const upliftTable = ({ resolved, left }: PeriodFigures['uplift']): string => {
  const line = (name: string, one: GroupUplift): string[] => [
    name,
    groupText(one.contacted),
    groupText(one.holdout),
    one.difference === undefined
      ? '–'
      : `${percent(one.difference)} (${percent(one.low ?? null)} to ${percent(one.high ?? null)})`,
  ];
  const rows = [line('Had an issue resolved', resolved), line('Closed the account', left)];
  return (
    table('Customers sent help against the holdout', ['', 'Sent help', 'Holdout', 'Difference'], rows) +
    note(`Interval: ${resolved.method}.`)
  );
};

const groupText = ({ customers, converted, rate }: GroupUplift['contacted']): string =>
  `${converted} of ${customers} (${percent(rate ?? null)})`;

const costTable = ({ cost }: PeriodFigures): string =>
  table(
    'Cost',
    ['', 'US dollars'],
    [
      ['Messages, by receipts', usd(cost.messages)],
      ['Infrastructure, by the model', usd(cost.infrastructure)],
      [`Calls, at ${usd(cost.seed.perTicket)} each`, usd(cost.calls)],
      ['All', usd(cost.total)],
    ],
  );

const groupNames: Record<string, string> = {
  issueType: 'By issue',
  severity: 'By severity',
  appVersion: 'By app version',
  deviceType: 'By device',
};
const mostRows = 15;

const groupTable = (caption: string, groups: PeriodFigures['groups']['issueType']): string => {
  const rows = groups
    .slice(0, mostRows)
    .map(({ name, cases, sent, resolved }) => [name, String(cases), String(sent), String(resolved)]);
  const more = groups.length - rows.length;
  return (
    table(caption, ['', 'Cases', 'Help sent', 'Resolved'], rows) + (more > 0 ? note(`${more} more in the JSON.`) : '')
  );
};
