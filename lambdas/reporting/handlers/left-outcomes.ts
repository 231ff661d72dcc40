// Who closed the account within 30 days of a case: what the risk model is trained on.
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { CaseFacts } from '../domain/figures/facts.ts';
import { leftOutcome, type OutcomeRow } from '../domain/figures/outcome-row.ts';
import { dayPlus, startOf } from '../domain/jobs/job-day.ts';
import { reportKey } from '../domain/jobs/report-keys.ts';
import type { Cases, Closings, ReportFiles } from '../ports.ts';

export type LeftOutcomesDeps = {
  cases: Cases;
  closings: Closings;
  files: Pick<ReportFiles, 'getJson' | 'putJson'>;
  clock: Clock;
};
type OfDay = { programId: string; day: string };

/** The churn models' horizon (domain/models/recipe.ts, labelDays). */
const leftDays = 30;
const msPerDay = 86_400_000;

/** Beside the day's report; not in the partition, which is written anew. */
const keptKey = (of: OfDay): string => `${reportKey('metrics-aggregation', of)}.left.json`;

/**
 * Of the cases opened 30 days before, those whose customer has left since. A closing with a date says for itself whether it
 * came in time, whenever it is asked for. One without is taken as found only within a day of the day's end: later it may be of any
 * day since. What such a run found is kept, and stands in every later one.
 */
export const leftOutcomes = async (deps: LeftOutcomesDeps, of: OfDay): Promise<OutcomeRow[]> => {
  const { dated, undated, answered } = await lookedUp(deps, of);
  if (deps.clock.now().getTime() < Date.parse(startOf(dayPlus(of.day, 2)))) {
    const found = [...dated, ...undated];
    await deps.files.putJson(keptKey(of), found);
    return found;
  }
  const kept = ((await deps.files.getJson(keptKey(of))) ?? []) as OutcomeRow[];
  if (undated.length > 0)
    logger.warn('closings without a date, looked for too late', { ...of, found: undated.length, kept: kept.length });
  return [...dated, ...kept.filter((row) => !answered.has(row.customer_id))];
};

/** `answered`: customers whose closing has a date, in time or not. */
const lookedUp = async ({ cases, closings }: LeftOutcomesDeps, { programId, day }: OfDay) => {
  const [dated, undated]: [OutcomeRow[], OutcomeRow[]] = [[], []];
  const answered = new Set<string>();
  for await (const page of cases.ofDay(programId, dayPlus(day, -leftDays))) {
    const closed = await closings.of(page.map(({ customerId }) => customerId));
    for (const issue of page.filter(({ customerId }) => closed.has(customerId))) {
      const at = closed.get(issue.customerId);
      if (at === undefined) undated.push(leftOutcome(issue, startOf(day)));
      else answered.add(issue.customerId);
      if (at !== undefined && isInTime(issue, at)) dated.push(leftOutcome(issue, at));
    }
  }
  return { dated, undated, answered };
};

const isInTime = ({ openedAt }: CaseFacts, at: string): boolean =>
  Date.parse(at) <= Date.parse(openedAt) + leftDays * msPerDay;
