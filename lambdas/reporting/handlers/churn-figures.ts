import { logger } from '../../shared/logger.ts';
import { daysUpTo } from '../domain/jobs/job-day.ts';
import { rowsKey } from '../domain/jobs/report-keys.ts';
import type { ReportFiles } from '../ports.ts';
import { type CaseRowsDeps, callDays, callsByCase, rowsOfDay } from './case-rows.ts';
import { type PlanJobDeps, planJob } from './jobs/plan-job.ts';
import { itemStepSchema, type JobPlan, parseStep, stepOf } from './jobs/step-inputs.ts';

export type ChurnFiguresDeps = PlanJobDeps & Required<CaseRowsDeps> & { files: Pick<ReportFiles, 'putRows'> };
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
    const asked = callDays({ first: days[0] ?? planned.day, last: planned.day }, new Date(planned.at));
    const calls = await callsByCase(deps.calls, programId, asked);
    let cases = 0;
    for (const day of days) {
      const rows = await rowsOfDay(deps, calls, { programId, day });
      await deps.files.putRows(rowsKey({ programId, day }, planned.day), rows);
      cases += rows.length;
    }
    logger.info('cases collected', { programId, day: planned.day, days: reportDays, cases });
    return { days: reportDays, cases };
  };
};
