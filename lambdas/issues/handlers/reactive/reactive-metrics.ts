// What is counted of events: outcomes by program, and how long each stage took.

/** What it needs of Powertools' Metrics: the figures of an invocation are one EMF record, written at its end. */
export type ReactiveMetrics = {
  addDimension(name: string, value: string): unknown;
  addMetric(name: string, unit: 'Count' | 'Milliseconds', value: number): void;
};

export type EventOutcome =
  | { kind: 'refused'; reason: string }
  | { kind: 'rejected'; filter: string; reason: string }
  | { kind: 'resumed'; caseId: string }
  /** `joined`: another error of the open case, counted on it; else a copy of one that was counted before. */
  | { kind: 'duplicate'; caseId: string; joined?: true }
  /** `fallback`: a model was away, and its fallback scored. */
  | { kind: 'opened'; caseId: string; fallback?: true }
  | { kind: 'old' };

const figures = {
  refused: 'EventsRefused',
  rejected: 'EventsRejected',
  duplicate: 'EventsDuplicate',
  old: 'EventsOld',
  opened: 'CasesOpened',
  resumed: 'EventsResumed',
} as const;

const nameOf = (outcome: EventOutcome): string => {
  const name = figures[outcome.kind];
  if (outcome.kind === 'refused') return `${name}_${outcome.reason}`;
  return outcome.kind === 'rejected' ? `${name}_${outcome.filter}` : name;
};

/** Wall-clock milliseconds of stages: `read`, `decide`, `open`, `deliver`, and `event` for all of it. */
export type Stages = { mark(stage: string): void; taken(): ReadonlyMap<string, number> };

/** @param now a monotonic clock in milliseconds */
export const stages = (now: () => number): Stages => {
  const taken = new Map<string, number>();
  const start = now();
  let last = start;
  return {
    mark: (stage) => {
      const at = now();
      taken.set(stage, (taken.get(stage) ?? 0) + at - last);
      last = at;
    },
    taken: () => new Map([...taken, ['event', now() - start]]),
  };
};

/**
 * `EventsReceived`, one figure for the outcome, and `StageMs_<stage>`; `FallbackScored` where the risk is not the models' own.
 * `EventsDuplicate` is all that opened nothing new, `EventsJoined` those of them that were errors of their own: the rest are copies dropped.
 * The deduplication rate is duplicates over received less refused.
 */
export const reportEvent = (
  metrics: ReactiveMetrics,
  { programId, outcome, unknownType }: { programId: string; outcome: EventOutcome; unknownType: boolean },
  taken: ReadonlyMap<string, number>,
): void => {
  const count = (name: string): void => metrics.addMetric(name, 'Count', 1);
  metrics.addDimension('program', programId);
  count('EventsReceived');
  count(nameOf(outcome));
  if (outcome.kind === 'duplicate' && outcome.joined) count('EventsJoined');
  if (outcome.kind === 'opened' && outcome.fallback) count('FallbackScored');
  if (unknownType) count('UnknownErrorTypes');
  for (const [stage, ms] of taken) metrics.addMetric(`StageMs_${stage}`, 'Milliseconds', ms);
};
