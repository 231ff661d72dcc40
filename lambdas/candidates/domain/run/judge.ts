// Judge looks at the whole run before anything is stored: malformed rows fail it, an unusual pass rate holds it.
import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { DecisionCounts, SplitCounts } from './counts.ts';

/** Judge's word on a whole run. `hold`: a person must release it. `brake`: what the pass-rate brake saw. */
export type Judgement = {
  verdict: 'proceed' | 'hold' | 'fail';
  reasons: string[];
  rejectShare: number;
  passRate: number;
  brake: { on: boolean; earlierRuns: number; usualPassRate?: number; departure?: number };
};

/** The brake needs this many committed runs to know what is usual. */
const MIN_EARLIER_RUNS = 3;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Candidates that passed, as a share of those looked at; 0 when there were none. */
export const passRateOf = ({ passed, candidates }: Pick<DecisionCounts, 'passed' | 'candidates'>): number =>
  candidates === 0 ? 0 : passed / candidates;

const brakeOf = (passRate: number, earlierPassRates: readonly number[]): Judgement['brake'] => {
  const earlierRuns = earlierPassRates.length;
  if (earlierRuns < MIN_EARLIER_RUNS) return { on: false, earlierRuns };
  const usualPassRate = earlierPassRates.reduce((sum, rate) => sum + rate, 0) / earlierRuns;
  return { on: true, earlierRuns, usualPassRate, departure: Math.abs(passRate - usualPassRate) };
};

const failures = (split: SplitCounts, rejectShare: number, { maxRejectShare }: BatchProgram['brake']): string[] => {
  if (rejectShare <= maxRejectShare) return [];
  return [
    `${percent(rejectShare)} of the rows are malformed (${split.rejected} of ${split.rows}); the program allows ${percent(maxRejectShare)}.`,
  ];
};

const holds = (
  { on, usualPassRate, departure, earlierRuns }: Judgement['brake'],
  run: { passRate: number; limit: number },
) =>
  on && departure !== undefined && usualPassRate !== undefined && departure > run.limit
    ? [
        `The pass rate of ${percent(run.passRate)} departs from the usual ${percent(usualPassRate)} (mean of ${earlierRuns} runs) by more than ${percent(run.limit)}.`,
      ]
    : [];

/**
 * Judges a run by its own counters and its program's recent committed runs.
 * Drift of the whole extract has failed the run before (WriteManifest); that of a part is told, and judged by its rejects.
 * An empty run (no rows at all) is judged like any other: with the brake on, a sudden silence is held.
 * @param run `earlierPassRates`: of recent committed runs, newest first; only the program's `recentRuns` are used
 */
export const judgeRun = (
  run: {
    split: SplitCounts;
    decisions: Pick<DecisionCounts, 'passed' | 'candidates'>;
    earlierPassRates: readonly number[];
  },
  brakeSettings: BatchProgram['brake'],
): Judgement => {
  const { split, decisions } = run;
  const rejectShare = split.rows === 0 ? 0 : split.rejected / split.rows;
  const passRate = passRateOf(decisions);
  const brake = brakeOf(passRate, run.earlierPassRates.slice(0, brakeSettings.recentRuns));
  const failed = failures(split, rejectShare, brakeSettings);
  const held = holds(brake, { passRate, limit: brakeSettings.maxPassRateDeparture });
  const notes = [
    ...(brake.on ? [] : [`The pass-rate brake is off: ${brake.earlierRuns} of ${MIN_EARLIER_RUNS} earlier runs.`]),
    ...(split.drift ?? []).map((column) => `In some part, ${column}.`),
    ...(split.rows === 0 ? ['The extract was empty.'] : []),
  ];
  const verdict = failed.length > 0 ? 'fail' : held.length > 0 ? 'hold' : 'proceed';
  return { verdict, reasons: [...failed, ...held, ...notes], rejectShare, passRate, brake };
};
