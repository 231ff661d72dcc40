import type { Run } from '../../../../graphql/generated/types.ts';
import { enumValue } from '../../../shared/graphql/enum-value.ts';
import type { RunRecord } from '../../domain/run/run.ts';
import type { RunSummary } from '../../domain/run/summary.ts';

/** A run as `type Run` of the schema: enum values without hyphens, maps as lists of named figures. */
export const runView = ({ summary, status, ...run }: RunRecord): Run => ({
  ...run,
  status: enumValue(status),
  ...(summary && { summary: summaryView(summary) }),
});

const summaryView = (summary: RunSummary) => ({
  ...summary,
  split: { ...summary.split, reasons: counts(summary.split.reasons) },
  decisions: {
    ...summary.decisions,
    rejectedBy: counts(summary.decisions.rejectedBy),
    reasons: counts(summary.decisions.reasons),
    bands: counts(summary.decisions.bands),
    scoredBy: counts(summary.decisions.scoredBy),
    defaulted: counts(summary.decisions.defaulted),
  },
  seconds: amounts(summary.seconds),
  costUsd: amounts(summary.costUsd),
});

const counts = (record: Record<string, number>) => Object.entries(record).map(([name, count]) => ({ name, count }));
const amounts = (record: Record<string, number>) => Object.entries(record).map(([name, value]) => ({ name, value }));
