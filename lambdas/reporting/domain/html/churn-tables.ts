// The tables of a churn report.
import { overWithinHours } from '../figures/issue-over.ts';
import type { ResolutionFigures } from '../figures/resolution-figures.ts';
import { note } from './page.ts';
import { decimal, percent, usd } from './shown.ts';
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
/** `issueOver`: no error later than a day after the case was opened. `left`: the account was closed within 30 days of it, by now. */
export type Uplifts = { issueOver: GroupUplift; left: GroupUplift };

export const channelTable = ({ channels }: ResolutionFigures): string =>
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

export const upliftTable = ({ issueOver, left }: Uplifts): string => {
  const line = (name: string, one: GroupUplift): string[] => [
    name,
    groupText(one.contacted),
    groupText(one.holdout),
    one.difference === undefined
      ? '–'
      : `${percent(one.difference)} (${percent(one.low ?? null)} to ${percent(one.high ?? null)})`,
  ];
  const rows = [
    line(`No error of the issue later than ${overWithinHours} h after its case`, issueOver),
    line('Closed the account within 30 days', left),
  ];
  return (
    table('Customers granted help against the holdout', ['', 'Granted help', 'Holdout', 'Difference'], rows) +
    note(
      `Both groups can have either outcome: errors are counted for the holdout, too. Each customer once, by the first case. Interval: ${left.method}.`,
    )
  );
};

const groupText = ({ customers, converted, rate }: GroupUplift['contacted']): string =>
  `${converted} of ${customers} (${percent(rate ?? null)})`;

export const costTable = ({ cost }: ResolutionFigures): string =>
  table(
    'Cost',
    ['', 'US dollars'],
    [
      ['Messages, by receipts', usd(cost.messages)],
      ['Infrastructure, by the model', usd(cost.infrastructure)],
      [ticketsText(cost), usd(cost.tickets)],
      ['Compensation that agents gave', usd(cost.compensation)],
      ['All', usd(cost.total)],
      ['Per resolution, without compensation', usd(cost.perResolution)],
      ['Per resolution, with it', usd(cost.perResolutionWithCompensation)],
    ],
  );

const ticketsText = ({ worked, planned }: ResolutionFigures['cost']): string => {
  const { calls, escalations, unknown, minutes, withMinutes } = worked;
  const other = unknown > 0 ? `, ${unknown} not known` : '';
  const spent = withMinutes > 0 ? `; agents noted ${decimal(minutes)} min for ${withMinutes}` : '';
  return `Tickets worked by agents (${calls} calls, ${escalations} escalations${other}), at ${usd(planned.perTicket)} each${spent}`;
};

const groupNames: Record<string, string> = {
  issueType: 'By issue',
  severity: 'By severity',
  appVersion: 'By app version',
  deviceType: 'By device',
};
const mostRows = 15;

const groupTable = (caption: string, groups: ResolutionFigures['groups']['issueType']): string => {
  const rows = groups
    .slice(0, mostRows)
    .map(({ name, cases, sent, resolved }) => [name, String(cases), String(sent), String(resolved)]);
  const more = groups.length - rows.length;
  return (
    table(caption, ['', 'Cases', 'Help sent', 'Resolved'], rows) + (more > 0 ? note(`${more} more in the JSON.`) : '')
  );
};

export const groupTables = ({ groups }: ResolutionFigures): string =>
  Object.entries(groups)
    .map(([name, ofGroup]) => groupTable(groupNames[name] ?? name, ofGroup))
    .join('\n');
