// Issue severity: enough errors in a short enough time, of a kind that deserves help (seeds/predictive-issue-resolution.md).
import type { IssueSeverityParameters } from '../../../shared/programs/filter-step-schema.ts';
import type { UsedFacts } from '../facts.ts';
import type { Considered, Filter } from './filter.ts';

const hours: Record<string, number> = { m: 1 / 60, h: 1, d: 24 };
const hoursOf = (window: string): number => Number(window.slice(0, -1)) * (hours[window.slice(-1)] ?? 1);

type Asked = IssueSeverityParameters & { windowHours: number };

const rejectReason = (used: UsedFacts, asked: Asked): string | undefined => {
  const { errorCount, timeWindowHours, severity, issueType, errorType } = used;
  if (typeof errorCount !== 'number' || typeof timeWindowHours !== 'number') return 'error-count-unknown';
  if (errorCount < asked.minErrorCount) return 'too-few-errors';
  // Three errors in a week do not say that there were three in a day.
  if (timeWindowHours > asked.windowHours) return 'window-too-long';
  const kinds = [severity, issueType, errorType];
  return asked.criticalErrorTypes?.every((type) => !kinds.includes(type)) ? 'not-critical' : undefined;
};

export const issueSeverity: Filter<IssueSeverityParameters> = {
  type: 'issue-severity',
  prepare: (parameters) => {
    const asked = { ...parameters, windowHours: hoursOf(parameters.timeWindow) };
    return {
      needs: [],
      reads: { errorCount: 'number', timeWindowHours: 'number', severity: 'string', errorType: 'string' },
      decide: ({ candidate }: Considered) => {
        const { errorCount = null, timeWindowHours = null, severity = null, errorType = null } = candidate.attributes;
        const facts = { errorCount, timeWindowHours, severity, issueType: candidate.subject, errorType };
        const reason = rejectReason(facts, asked);
        return { passed: reason === undefined, reason: reason ?? 'severe', facts };
      },
    };
  },
};
