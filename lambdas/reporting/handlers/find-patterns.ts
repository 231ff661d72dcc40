import * as z from 'zod';
import { NotFoundError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { dayPlus, daysUpTo } from '../domain/jobs/job-day.ts';
import { countsKey, reportKey } from '../domain/jobs/report-keys.ts';
import { type AlertMemory, judgeNews, risenDays } from '../domain/patterns/alert-memory.ts';
import { digestOf } from '../domain/patterns/digest.ts';
import { findRises, type Pattern, patternLimits, type RisenDays, type Rises } from '../domain/patterns/find-rises.ts';
import type { IssueCounts } from '../domain/patterns/issue-counts.ts';
import type { ProductAlerts, ReportFiles } from '../ports.ts';
import { issueCountsSchema, trailingDays } from './count-issues.ts';
import { finishJob, type JobEnd } from './jobs/finish-job.ts';
import type { ProgramMetrics } from './jobs/program-metrics.ts';
import { itemStepSchema, parseStep, stepOf } from './jobs/step-inputs.ts';

export type FindPatternsDeps = {
  files: Pick<ReportFiles, 'getJson' | 'putJson'>;
  alerts: ProductAlerts;
  metrics: ProgramMetrics;
};
export type FoundPatterns = { patterns: number; told: number };

const job = 'issue-patterns';
/** How far back the memory of alerts is looked for when nights are missing. */
const memoryDays = 7;

const remembered = z.object({
  memory: z.record(z.string(), z.object({ at: z.string(), count: z.number(), quietDays: z.number() })),
  risen: z.record(z.string(), z.array(z.string())),
  /** Keys of the patterns that were told of, once they were. */
  told: z.array(z.string()),
});

type OfDay = { programId: string; day: string };

/**
 * Tests the day against the four weeks before it, writes the report and tells the product team of what is new, in one message.
 * A repeated run tells only of what it had not told of: at least once, as a crash between message and report repeats it.
 */
export const createFindPatterns = (deps: FindPatternsDeps) => {
  const finish = finishJob(job);
  return async (event: unknown): Promise<FoundPatterns | JobEnd> => {
    if (stepOf(event) === 'finish') return finish(event);
    const { plan, programId } = parseStep(job, itemStepSchema, event);
    const of = { programId, day: plan.day };
    const { today, history } = await countsOf(deps, of);
    const before = await memoryBefore(deps, of);
    const rises = findRises(today, history, before.risen);
    const { news, memory } = judgeNews(rises.patterns, before.memory, of.day);
    const risen = risenDays(rises.patterns, before.risen, { day: of.day, since: dayPlus(of.day, -trailingDays) });
    const earlier = (await reportOf(deps, of))?.told ?? [];
    const untold = news.filter(({ key }) => !earlier.includes(key));
    if (untold.length > 0) await deps.alerts.publish(digestOf(of, untold));
    const told = news.map(({ key }) => key);
    await deps.files.putJson(
      `${reportKey(job, of)}.json`,
      reportBody(of, { today, history, rises, memory, risen, told }),
    );
    countPatterns(deps.metrics, programId, rises.patterns);
    logger.info('patterns found', {
      ...of,
      tested: rises.tested,
      patterns: rises.patterns.length,
      told: untold.length,
    });
    return { patterns: rises.patterns.length, told: untold.length };
  };
};

type Reported = {
  today: IssueCounts;
  history: IssueCounts[];
  rises: Rises;
  memory: AlertMemory;
  risen: RisenDays;
  told: string[];
};

const reportBody = (of: OfDay, { today, history, rises, memory, risen, told }: Reported) => ({
  ...of,
  cases: today.cases,
  comparedWith: history.map(({ day }) => day),
  limits: patternLimits,
  method:
    'negative binomial predictive test with Pearson dispersion (upper 90 % limit), Benjamini-Hochberg over groups: statemachines/issue-patterns/README.md',
  ...rises,
  ...{ told, memory, risen },
});

const countsOf = async ({ files }: FindPatternsDeps, { programId, day }: OfDay) => {
  const read = async (one: string): Promise<IssueCounts | undefined> => {
    const found = await files.getJson(countsKey({ programId, day: one }));
    return found === undefined ? undefined : issueCountsSchema.parse(found);
  };
  const today = await read(day);
  if (!today)
    throw new NotFoundError(`The issues of ${programId} on ${day} were not counted`, {
      whatToDo: 'Start issue-patterns for the day: its first step counts them.',
    });
  const days = await Promise.all(daysUpTo(dayPlus(day, -1), trailingDays).map(read));
  return { today, history: sinceFirstCase(days.filter((counts) => counts !== undefined)) };
};

/** Days before the program's first case are no history: it did not watch yet. */
const sinceFirstCase = (days: readonly IssueCounts[]): IssueCounts[] => {
  const first = days.findIndex(({ cases }) => cases > 0);
  return first === -1 ? [] : days.slice(first);
};

const reportOf = async ({ files }: FindPatternsDeps, of: OfDay) => {
  const found = await files.getJson(`${reportKey(job, of)}.json`);
  return found === undefined ? undefined : remembered.parse(found);
};

/** What the latest report of the week before remembers. */
const memoryBefore = async (
  deps: FindPatternsDeps,
  { programId, day }: OfDay,
): Promise<{ memory: AlertMemory; risen: RisenDays }> => {
  for (let back = 1; back <= memoryDays; back += 1) {
    const report = await reportOf(deps, { programId, day: dayPlus(day, -back) });
    if (report) return report;
  }
  return { memory: {}, risen: {} };
};

const countPatterns = (metrics: ProgramMetrics, programId: string, patterns: readonly Pattern[]): void => {
  const metric = metrics.singleMetric();
  metric.addDimension('program', programId);
  metric.addMetric('IssuePatterns', 'Count', patterns.length);
};
