// The figures of a churn report: sums over rows and nothing else, so that every one of them can be counted again.
import { type CostFigures, costFigures } from '../cost/cost-figures.ts';
import type { CaseRow } from './case-row.ts';
import { type ChannelFigures, channelFigures } from './channel-figures.ts';
import { quantile, share } from './quantile.ts';
import { type ResolutionTimes, resolutionTimes } from './resolution-times.ts';

type Stage = 'errors' | 'cases' | 'sent' | 'delivered' | 'clicked' | 'engaged' | 'resolved';
type GroupFigures = { name: string; cases: number; sent: number; resolved: number };

/** Rates are 0 to 1, null where there was nothing to count. Times in seconds. */
export type ResolutionFigures = {
  /** Each stage counts those of the stage before that went on: none can grow. Resolved: after the customer acted on help. */
  funnel: { stage: Stage; count: number }[];
  resolution: {
    resolved: number;
    rate: number | null;
    selfService: number;
    noFurtherError: number;
    agent: number;
    other: number;
    /** Without an agent, of all that were resolved. */
    selfServiceRate: number | null;
  };
  callbacks: { requested: number; rate: number | null; medianSecondsToCall: number | null };
  time: ResolutionTimes;
  satisfaction: { answers: number; solved: number | null; effort: number | null };
  /**
   * Errors that joined an open case instead of opening one, each counted once however often it was delivered. How many
   * deliveries were dropped is another figure, and CloudWatch's (docs/operations.md, Error events).
   */
  repeatedErrors: { errors: number; joined: number; rate: number | null };
  escalated: number;
  channels: ChannelFigures[];
  cost: CostFigures;
  groups: {
    issueType: GroupFigures[];
    severity: GroupFigures[];
    appVersion: GroupFigures[];
    deviceType: GroupFigures[];
  };
};

const count = (rows: readonly CaseRow[], wanted: (row: CaseRow) => boolean): number => rows.filter(wanted).length;

export const resolutionFigures = (rows: readonly CaseRow[]): ResolutionFigures => {
  const errors = rows.reduce((sum, row) => sum + row.errors, 0);
  return {
    funnel: funnelOf(rows, errors),
    resolution: resolutionOf(rows),
    callbacks: callbacksOf(rows),
    time: resolutionTimes(rows),
    satisfaction: satisfactionOf(rows),
    repeatedErrors: { errors, joined: errors - rows.length, rate: share(errors - rows.length, errors) },
    escalated: count(rows, ({ escalated }) => escalated),
    channels: channelFigures(rows),
    cost: costFigures(rows),
    groups: {
      issueType: groupsOf(rows, ({ issueType }) => issueType),
      severity: groupsOf(rows, ({ severity }) => severity),
      appVersion: groupsOf(rows, ({ appVersion }) => appVersion),
      deviceType: groupsOf(rows, ({ deviceType }) => deviceType),
    },
  };
};

const sorted = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value) => value !== undefined).sort((a, b) => a - b);

const funnelOf = (rows: readonly CaseRow[], errors: number): ResolutionFigures['funnel'] => {
  const engaged = rows.filter((row) => row.engaged);
  return [
    { stage: 'errors', count: errors },
    { stage: 'cases', count: rows.length },
    { stage: 'sent', count: count(rows, ({ sent }) => sent) },
    { stage: 'delivered', count: count(rows, ({ delivered }) => delivered) },
    { stage: 'clicked', count: count(rows, ({ clicked }) => clicked) },
    { stage: 'engaged', count: engaged.length },
    { stage: 'resolved', count: count(engaged, ({ resolved }) => resolved) },
  ];
};

const resolutionOf = (rows: readonly CaseRow[]): ResolutionFigures['resolution'] => {
  const by = (method: CaseRow['method']): number => count(rows, (row) => row.resolved && row.method === method);
  const resolved = count(rows, (row) => row.resolved);
  const [selfService, noFurtherError, agent] = [by('self-service'), by('no-further-error'), by('agent')];
  return {
    ...{ resolved, selfService, noFurtherError, agent, other: by(undefined) },
    rate: share(resolved, rows.length),
    selfServiceRate: share(selfService + noFurtherError, resolved),
  };
};

/** Of those who got a message: only they could ask. */
const callbacksOf = (rows: readonly CaseRow[]): ResolutionFigures['callbacks'] => {
  const asked = rows.filter((row) => row.called);
  return {
    requested: asked.length,
    rate: share(
      count(asked, ({ sent }) => sent),
      count(rows, ({ sent }) => sent),
    ),
    medianSecondsToCall: quantile(sorted(asked.map(({ callSeconds }) => callSeconds)), 0.5) ?? null,
  };
};

const satisfactionOf = (rows: readonly CaseRow[]): ResolutionFigures['satisfaction'] => {
  const ratings = rows.flatMap(({ rating }) => rating ?? []);
  const mean = (of: 'solved' | 'effort') =>
    share(
      ratings.reduce((sum, rating) => sum + rating[of], 0),
      ratings.length,
    );
  return { answers: ratings.length, solved: mean('solved'), effort: mean('effort') };
};

/** Largest first. Every case is in exactly one group: they add up to all. */
const groupsOf = (rows: readonly CaseRow[], nameOf: (row: CaseRow) => string): GroupFigures[] => {
  const groups = new Map<string, GroupFigures>();
  for (const row of rows) {
    const name = nameOf(row);
    const group = groups.get(name) ?? { name, cases: 0, sent: 0, resolved: 0 };
    group.cases += 1;
    if (row.sent) group.sent += 1;
    if (row.resolved) group.resolved += 1;
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => b.cases - a.cases || (a.name < b.name ? -1 : 1));
};
