import { logger } from '../../shared/logger.ts';
import { type CaseRow, caseRow } from '../domain/figures/case-row.ts';
import { type CallFacts, type CaseFacts, caseOfMessage, type MessageFacts } from '../domain/figures/facts.ts';
import { dayPlus, daysUpTo, startOf } from '../domain/jobs/job-day.ts';
import { rowsKey } from '../domain/jobs/report-keys.ts';
import type { Accounts, Calls, Cases, Messages, Ratings, ReportFiles } from '../ports.ts';
import { type PlanJobDeps, planJob } from './jobs/plan-job.ts';
import { itemStepSchema, type JobPlan, parseStep, stepOf } from './jobs/step-inputs.ts';

export type ChurnFiguresDeps = PlanJobDeps & {
  cases: Cases;
  messages: Messages;
  calls: Calls;
  ratings: Ratings;
  accounts: Accounts;
  files: Pick<ReportFiles, 'putRows'>;
};
export type CollectedCases = { days: number; cases: number };

const job = 'churn-report';
/** The longest look back of the report. */
export const reportDays = 30;
/** The message that offers help; what is asked later (satisfaction) is none of the funnel. */
const helpStep = 'help';

/** `plan`: the job's day and programs. Else writes one row per case of the last 30 days, a file a day. Safe to repeat. */
export const createChurnFigures = (deps: ChurnFiguresDeps) => {
  const plan = planJob(deps, { job, usual: 'yesterday', kinds: ['reactive'] });
  return async (event: unknown): Promise<JobPlan | CollectedCases> => {
    if (stepOf(event) === 'plan') return plan(event);
    const { plan: planned, programId } = parseStep(job, itemStepSchema, event);
    const calls = await callsByCase(deps.calls, programId, daysUpTo(planned.at.slice(0, 10), reportDays + 1));
    let cases = 0;
    for (const day of daysUpTo(planned.day, reportDays)) {
      const rows = await rowsOf(deps, calls, { programId, day });
      await deps.files.putRows(rowsKey({ programId, day }, planned.day), rows);
      cases += rows.length;
    }
    logger.info('cases collected', { programId, day: planned.day, days: reportDays, cases });
    return { days: reportDays, cases };
  };
};

const rowsOf = async (
  deps: ChurnFiguresDeps,
  calls: ReadonlyMap<string, CallFacts>,
  { programId, day }: { programId: string; day: string },
): Promise<CaseRow[]> => {
  const issues: CaseFacts[] = [];
  for await (const page of deps.cases.ofDay(programId, day)) issues.push(...page);
  if (issues.length === 0) return [];
  const [messages, ratings, closed] = await Promise.all([
    messagesByCase(deps.messages, programId, day),
    deps.ratings.of(issues.flatMap(subjectsOf)),
    deps.accounts.closed(issues.map(({ customerId }) => customerId)),
  ]);
  return issues.map((issue) =>
    caseRow({
      issue,
      messages: messages.get(issue.caseId) ?? [],
      call: calls.get(issue.caseId),
      rating: subjectsOf(issue).flatMap((subject) => ratings.get(subject) ?? [])[0],
      left: closed.has(issue.customerId),
    }),
  );
};

/** A call is rated for itself, every other resolution for its case (responses: ratedSubject); the call comes first. */
const subjectsOf = ({ caseId, callbackId }: CaseFacts): string[] => [
  ...(callbackId === undefined ? [] : [`callback#${callbackId}`]),
  `case#${caseId}`,
];

/** Help is asked for right after the case is opened: another hour is looked at for what was opened before midnight. */
const messagesByCase = async (messages: Messages, programId: string, day: string) => {
  const found = new Map<string, MessageFacts[]>();
  const to = `${dayPlus(day, 1)}T01:00:00.000Z`;
  for await (const page of messages.created({ programId, from: startOf(day), to }))
    for (const message of page) {
      const caseId = message.step === helpStep ? caseOfMessage(message) : undefined;
      if (caseId !== undefined) found.set(caseId, [...(found.get(caseId) ?? []), message]);
    }
  return found;
};

/** One call a case; it may be asked for days after, up to now. */
const callsByCase = async (calls: Calls, programId: string, days: readonly string[]) => {
  const found = new Map<string, CallFacts>();
  for (const day of days)
    for await (const page of calls.ofDay(programId, day)) for (const call of page) found.set(call.caseId, call);
  return found;
};
