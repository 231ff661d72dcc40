import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { type DayFigures, runFigures } from '../domain/figures/day-figures.ts';
import { addDecisions, noDecisions } from '../domain/figures/decision-figures.ts';
import { resolutionFigures } from '../domain/figures/resolution-figures.ts';
import { hasEnded } from '../domain/jobs/job-day.ts';
import { reportKey } from '../domain/jobs/report-keys.ts';
import type { Cases, DayReports, DecisionDays, ReportFiles, Runs } from '../ports.ts';
import { type CaseRowsDeps, callDays, callsByCase, casesOfDay, rowsOfCases } from './case-rows.ts';
import { type PlanJobDeps, planJob } from './jobs/plan-job.ts';
import { programOf } from './jobs/program-of.ts';
import { itemStepSchema, type JobPlan, parseStep, stepOf } from './jobs/step-inputs.ts';

export type CountDayDeps = PlanJobDeps &
  Omit<CaseRowsDeps, 'accounts' | 'laterErrors'> & {
    cases: Cases;
    programs: Pick<ProgramStore<AnyProgram>, 'current'>;
    reports: DayReports;
    runs: Runs;
    decisions: DecisionDays;
    files: Pick<ReportFiles, 'putJson'>;
    clock: Clock;
  };
export type CountedDay = { key: string };

const job = 'metrics-aggregation';
type OfDay = { programId: string; day: string };

/** `plan`: the job's day and programs. Else counts a program's day into <report>.figures.json. Safe to repeat. */
export const createCountDay = (deps: CountDayDeps) => {
  const plan = planJob(deps, { job, usual: 'today' });
  return async (event: unknown): Promise<JobPlan | CountedDay> => {
    if (stepOf(event) === 'plan') return plan(event);
    const { plan: planned, programId } = parseStep(job, itemStepSchema, event);
    const of = { programId, day: planned.day };
    const { kind } = await programOf(deps.programs, programId);
    const now = deps.clock.now();
    const figures: DayFigures = {
      ...of,
      kind,
      ...{ countedAt: now.toISOString(), ended: hasEnded(of.day, now) },
      messages: await deps.reports.ofDay(programId, of.day),
      ...(kind === 'batch' && { runs: runFigures(await deps.runs.startedOn(programId, of.day)) }),
      ...(kind === 'reactive' && (await issueFigures(deps, of, now))),
    };
    const key = `${reportKey(job, of)}.figures.json`;
    await deps.files.putJson(key, figures);
    logger.info('day counted', { ...of, kind, ended: figures.ended, sent: figures.messages.sent });
    return { key };
  };
};

const issueFigures = async (
  deps: CountDayDeps,
  of: OfDay,
  now: Date,
): Promise<Pick<DayFigures, 'decisions' | 'issues'>> => {
  const decisions = noDecisions();
  for await (const page of deps.decisions.ofDay(of.programId, of.day)) addDecisions(decisions, page);
  const calls = await callsByCase(deps.tickets, of.programId, callDays({ first: of.day, last: of.day }, now));
  const opened = await casesOfDay(deps.cases, of.programId, of.day);
  return { decisions, issues: resolutionFigures(await rowsOfCases(deps, opened, { calls })) };
};
