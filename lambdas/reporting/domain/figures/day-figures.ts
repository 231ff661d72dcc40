// A program's day in numbers, and which of them CloudWatch gets.
import type { DecisionFigures } from './decision-figures.ts';
import type { OutcomeFigures } from './outcome-row.ts';
import type { ResolutionFigures } from './resolution-figures.ts';

type NamedCount = { name: string; count: number };
/** Messages created on the day and what became of them until now (delivery: CampaignReport). */
export type MessageFigures = {
  planned: number;
  refusedByReason: NamedCount[];
  withheldByReason: NamedCount[];
  sent: number;
  delivered: number;
  bounced: number;
  opened: number;
  clicked: number;
  converted: number;
  costUsd: number;
  channels: { channel: string; provider: string; sent: number; delivered: number; deliveryRate: number }[];
};
export type RunFigures = {
  attempts: number;
  committed: number;
  failed: number;
  candidates: number;
  passed: number;
  stored: number;
  costUsd: number;
};

/** `ended`: whether the day was over when it was counted. Absent parts: the program has none such. */
export type DayFigures = {
  programId: string;
  kind: 'batch' | 'sale' | 'reactive';
  day: string;
  countedAt: string;
  ended: boolean;
  messages: MessageFigures;
  runs?: RunFigures;
  decisions?: DecisionFigures;
  issues?: ResolutionFigures;
};

type Run = { status: string; candidates?: number; passed?: number; stored?: number; costUsd?: number };

/** A day's attempts added up. What was stored counts once: only a committed attempt's is served. */
export const runFigures = (runs: readonly Run[]): RunFigures => {
  const add = (of: (run: Run) => number | undefined): number => runs.reduce((sum, run) => sum + (of(run) ?? 0), 0);
  const is = (status: string) => add((run) => (run.status === status ? 1 : 0));
  return {
    ...{ attempts: runs.length, committed: is('committed'), failed: is('failed') },
    ...{ candidates: add(({ candidates }) => candidates), passed: add(({ passed }) => passed) },
    stored: add(({ status, stored }) => (status === 'committed' ? stored : 0)),
    costUsd: add(({ costUsd }) => costUsd),
  };
};

export type DailyMetric = { name: string; unit: 'Count' | 'Seconds'; value: number };

/** Counts rather than rates: rates are made of them in a dashboard, over any period. */
export const dailyMetrics = (
  { messages, runs, decisions, issues }: DayFigures,
  { reviews }: OutcomeFigures,
): DailyMetric[] => {
  const refused = messages.refusedByReason.reduce((sum, { count }) => sum + count, 0);
  const counts = {
    ...{ DailyMessagesPlanned: messages.planned, DailyMessagesRefused: refused, DailyMessagesSent: messages.sent },
    ...{ DailyMessagesDelivered: messages.delivered, DailyMessagesBounced: messages.bounced },
    ...{ DailyMessagesOpened: messages.opened, DailyMessagesClicked: messages.clicked },
    DailyMessagesConverted: messages.converted,
    ...(runs && { DailyCandidates: runs.candidates, DailyCandidatesStored: runs.stored, DailyReviews: reviews.count }),
    ...(decisions && { DailyEventsPassed: decisions.passed, DailyEventsRejected: decisions.rejected }),
    ...(issues && issueCounts(issues)),
  };
  const metrics = Object.entries(counts).map(([name, value]): DailyMetric => ({ name, unit: 'Count', value }));
  return issues ? [...metrics, ...medians(issues)] : metrics;
};

/** Apart: a median over taps, calls and silence together would be none of them. */
const medians = ({ time }: ResolutionFigures): DailyMetric[] =>
  Object.entries({
    DailySelfServiceMedianSeconds: time.selfService.median,
    DailyAgentMedianSeconds: time.agent.median,
    DailyNoFurtherErrorMedianSeconds: time.noFurtherError.median,
  }).flatMap(([name, value]): DailyMetric[] => (value === null ? [] : [{ name, unit: 'Seconds', value }]));

const issueCounts = ({ repeatedErrors, resolution, callbacks }: ResolutionFigures) => ({
  DailyIssueErrors: repeatedErrors.errors,
  DailyRepeatedErrorsJoined: repeatedErrors.joined,
  DailyIssueCases: repeatedErrors.errors - repeatedErrors.joined,
  DailyIssuesResolved: resolution.resolved,
  DailyIssuesSelfService: resolution.selfService + resolution.noFurtherError,
  DailyCallbacks: callbacks.requested,
});
