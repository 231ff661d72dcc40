import { NotFoundError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import { jobDay, readyAt } from '../../domain/jobs/job-day.ts';
import { type JobPlan, parseStep, planStepSchema } from './step-inputs.ts';

export type PlanJobDeps = { programs: Pick<ProgramStore<AnyProgram>, 'list'> };
/** `kinds`: which programs the job is about; none: all. `usual`: its day when the input names none. */
export type JobRules = { job: string; usual: 'today' | 'yesterday'; kinds?: readonly AnyProgram['kind'][] };

/**
 * The day and the programs of a job: the one that was named, or every enabled one of its kinds. A job that was started
 * without a day waits until that day is over; one that names its day counts at once.
 * @throws InvalidInputError, NotFoundError
 */
export const planJob =
  ({ programs }: PlanJobDeps, rules: JobRules) =>
  async (event: unknown): Promise<JobPlan> => {
    const { input, execution } = parseStep(rules.job, planStepSchema, event);
    const now = new Date(input.at ?? execution.startedAt);
    const day = jobDay(input.day, now, rules.usual);
    const ids = await idsOf(programs, rules, input.programId);
    const at = now.toISOString();
    logger.info('job planned', { job: rules.job, day, at, programs: ids });
    return { day, at, readyAt: input.day === undefined ? readyAt(day) : at, programs: ids };
  };

const idsOf = async (
  programs: PlanJobDeps['programs'],
  { job, kinds }: JobRules,
  wanted: string | undefined,
): Promise<string[]> => {
  const all = (await programs.list()).map(({ program }) => program);
  const fitting = all.filter(({ kind }) => kinds?.includes(kind) ?? true);
  if (wanted === undefined) return fitting.filter(({ enabled }) => enabled).map(({ programId }) => programId);
  if (fitting.some(({ programId }) => programId === wanted)) return [wanted];
  throw new NotFoundError(`${job} is not about program ${wanted}`, {
    whatToDo: `Name one of ${fitting.map(({ programId }) => programId).join(', ') || 'none: deploy a program first'}.`,
  });
};
