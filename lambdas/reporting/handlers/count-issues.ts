import * as z from 'zod';
import { logger } from '../../shared/logger.ts';
import { dayPlus, daysUpTo } from '../domain/jobs/job-day.ts';
import { countsKey } from '../domain/jobs/report-keys.ts';
import { addCases, type IssueCounts, noCounts } from '../domain/patterns/issue-counts.ts';
import type { Cases, ReportFiles } from '../ports.ts';
import { type PlanJobDeps, planJob } from './jobs/plan-job.ts';
import { itemStepSchema, type JobPlan, parseStep, stepOf } from './jobs/step-inputs.ts';

export type CountIssuesDeps = PlanJobDeps & { cases: Cases; files: Pick<ReportFiles, 'getJson' | 'putJson'> };
export type CountedIssues = { cases: number; counted: number };

const job = 'issue-patterns';
/** Trailing days that yesterday is compared with: four weeks, so that every weekday is in it four times. */
export const trailingDays = 28;

export const issueCountsSchema = z.object({
  day: z.string(),
  cases: z.number(),
  groups: z.record(
    z.string(),
    z.object({
      issueType: z.string(),
      appVersion: z.string().exactOptional(),
      deviceType: z.string().exactOptional(),
      count: z.number(),
      examples: z.array(z.string()),
    }),
  ),
});

/** `plan`: the job's day and programs. Else counts the day, and those before it that nobody has counted yet. */
export const createCountIssues = (deps: CountIssuesDeps) => {
  const plan = planJob(deps, { job, usual: 'yesterday', kinds: ['reactive'] });
  return async (event: unknown): Promise<JobPlan | CountedIssues> => {
    if (stepOf(event) === 'plan') return plan(event);
    const { plan: planned, programId } = parseStep(job, itemStepSchema, event);
    const today = await countDay(deps, { programId, day: planned.day });
    const missing = await uncounted(deps, programId, planned.day);
    for (const day of missing) await countDay(deps, { programId, day });
    logger.info('issues counted', { programId, day: planned.day, cases: today.cases, caughtUp: missing.length });
    return { cases: today.cases, counted: 1 + missing.length };
  };
};

const uncounted = async ({ files }: CountIssuesDeps, programId: string, day: string): Promise<string[]> => {
  const days = daysUpTo(dayPlus(day, -1), trailingDays);
  const found = await Promise.all(days.map((earlier) => files.getJson(countsKey({ programId, day: earlier }))));
  return days.filter((_, index) => found[index] === undefined);
};

const countDay = async (
  { cases, files }: CountIssuesDeps,
  of: { programId: string; day: string },
): Promise<IssueCounts> => {
  const counts = noCounts(of.day);
  for await (const page of cases.ofDay(of.programId, of.day)) addCases(counts, page);
  await files.putJson(countsKey(of), counts);
  return counts;
};
