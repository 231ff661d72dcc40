import { logger } from '../../shared/logger.ts';
import type { CaseFacts } from '../domain/figures/facts.ts';
import { daysBetween, daysUpTo } from '../domain/jobs/job-day.ts';
import { rowsKey } from '../domain/jobs/report-keys.ts';
import type { Cases, ReportFiles } from '../ports.ts';
import { type CaseRowsDeps, callDays, callsByCase, casesOfDay, lastErrors, rowsOfCases } from './case-rows.ts';
import { type PlanJobDeps, planJob } from './jobs/plan-job.ts';
import { itemStepSchema, type JobPlan, parseStep, stepOf } from './jobs/step-inputs.ts';

export type ChurnFiguresDeps = PlanJobDeps &
  Required<CaseRowsDeps> & { cases: Cases; files: Pick<ReportFiles, 'putRows'> };
export type CollectedCases = { days: number; cases: number };

const job = 'churn-report';
/** The longest look back of the report. */
export const reportDays = 30;

/** `plan`: the job's day and programs. Else writes one row per case of the last 30 days, a file a day. Safe to repeat. */
export const createChurnFigures = (deps: ChurnFiguresDeps) => {
  const plan = planJob(deps, { job, usual: 'yesterday', kinds: ['reactive'] });
  return async (event: unknown): Promise<JobPlan | CollectedCases> => {
    if (stepOf(event) === 'plan') return plan(event);
    const { plan: planned, programId } = parseStep(job, itemStepSchema, event);
    const days = daysUpTo(planned.day, reportDays);
    const first = days[0] ?? planned.day;
    const calls = await callsByCase(
      deps.tickets,
      programId,
      callDays({ first, last: planned.day }, new Date(planned.at)),
    );
    const issues = await casesByDay(deps.cases, programId, daysBetween(first, lastDay(planned)));
    const seen = lastErrors([...issues.values()].flat());
    let cases = 0;
    for (const day of days) {
      const rows = await rowsOfCases(deps, issues.get(day) ?? [], { calls, seen });
      await deps.files.putRows(rowsKey({ programId, day }, planned.day), rows);
      cases += rows.length;
    }
    logger.info('cases collected', { programId, day: planned.day, days: reportDays, cases });
    return { days: reportDays, cases };
  };
};

/** Until now: cases of later days say whether an issue came again. */
const lastDay = ({ day, at }: JobPlan): string => [day, at.slice(0, 10)].sort().at(-1) ?? day;

const casesByDay = async (
  cases: Cases,
  programId: string,
  days: readonly string[],
): Promise<Map<string, CaseFacts[]>> => {
  const found = new Map<string, CaseFacts[]>();
  for (const day of days) found.set(day, await casesOfDay(cases, programId, day));
  return found;
};
