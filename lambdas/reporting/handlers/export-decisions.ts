import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import {
  addOutcomes,
  caseOutcome,
  messageOutcomes,
  noOutcomes,
  type OutcomeRow,
} from '../domain/figures/outcome-row.ts';
import { dayPlus, daysUpTo, startOf } from '../domain/jobs/job-day.ts';
import { decisionsPrefix, outcomesPrefix, reportKey } from '../domain/jobs/report-keys.ts';
import type { Cases, Closings, DecisionDays, Messages, ReportFiles, Stars } from '../ports.ts';
import { programOf } from './jobs/program-of.ts';
import { itemStepSchema, parseStep } from './jobs/step-inputs.ts';
import { leftOutcomes } from './left-outcomes.ts';

export type ExportDecisionsDeps = {
  programs: Pick<ProgramStore<AnyProgram>, 'current'>;
  decisions: DecisionDays;
  cases: Cases;
  messages: Messages;
  stars: Stars;
  closings: Closings;
  files: Pick<ReportFiles, 'replaceRows' | 'getJson' | 'putJson'>;
  clock: Clock;
};
export type ExportedDay = { decisions: number; outcomes: number };

const job = 'metrics-aggregation';
/** How long after it an outcome is still looked for: a case lives a week after its last error, a message answers two weeks. */
const [caseDays, messageDays] = [30, 14];

type OfDay = { programId: string; day: string };

/**
 * Makes the day's partitions of the Glue tables `decisions` (attempt 000: reactive ones, in the shape of a batch's) and
 * `outcomes` anew. Safe to repeat: a day's objects are replaced.
 */
export const createExportDecisions =
  (deps: ExportDecisionsDeps) =>
  async (event: unknown): Promise<ExportedDay> => {
    const { plan, programId } = parseStep(job, itemStepSchema, event);
    const of = { programId, day: plan.day };
    const { kind } = await programOf(deps.programs, programId);
    const decisions = kind === 'reactive' ? await exportDecisions(deps, of) : 0;
    const figures = noOutcomes();
    const counted = tap(kind === 'reactive' ? casesOutcomes(deps, of) : messagesOutcomes(deps, of), (rows) =>
      addOutcomes(figures, rows),
    );
    const outcomes = await deps.files.replaceRows(outcomesPrefix(of), counted);
    await deps.files.putJson(`${reportKey(job, of)}.outcomes.json`, figures);
    logger.info('day exported', { ...of, decisions, outcomes });
    return { decisions, outcomes };
  };

/** As in a batch: a record names its run; of these there is one a day, attempt 000. */
const exportDecisions = ({ decisions, files }: ExportDecisionsDeps, of: OfDay): Promise<number> => {
  const runId = `${of.programId}:${of.day}:000`;
  const pages = decisions.ofDay(of.programId, of.day);
  return files.replaceRows(
    decisionsPrefix(of),
    mapped(pages, (record) => ({ runId, ...record })),
  );
};

async function* casesOutcomes(deps: ExportDecisionsDeps, { programId, day }: OfDay): AsyncGenerator<OutcomeRow[]> {
  const { cases } = deps;
  for (const opened of daysUpTo(day, caseDays))
    for await (const page of cases.ofDay(programId, opened)) yield page.flatMap((issue) => caseOutcome(issue, day));
  yield await leftOutcomes(deps, { programId, day });
}

async function* messagesOutcomes(deps: ExportDecisionsDeps, { programId, day }: OfDay): AsyncGenerator<OutcomeRow[]> {
  const query = { programId, from: startOf(dayPlus(day, 1 - messageDays)), to: startOf(dayPlus(day, 1)) };
  for await (const page of deps.messages.created(query))
    yield await withStars(
      deps.stars,
      page.flatMap((message) => messageOutcomes(message, day)),
    );
}

/** Whose subject is a product they reviewed: the stars they gave. */
const withStars = async (stars: Stars, rows: readonly OutcomeRow[]): Promise<OutcomeRow[]> => {
  const converted = rows.filter(({ outcome }) => outcome === 'converted');
  if (converted.length === 0) return [...rows];
  const given = await stars.of(
    converted.map(({ subject, customer_id }) => ({ productId: subject, customerId: customer_id })),
  );
  const starsOf = ({ outcome, subject, customer_id }: OutcomeRow): number | null =>
    outcome === 'converted' ? (given.get(`${subject}#${customer_id}`) ?? null) : null;
  return rows.map((row) => ({ ...row, score: starsOf(row) }));
};

async function* mapped<A, B>(pages: AsyncIterable<readonly A[]>, change: (one: A) => B): AsyncGenerator<B[]> {
  for await (const page of pages) yield page.map(change);
}

async function* tap<A>(pages: AsyncIterable<readonly A[]>, see: (page: readonly A[]) => void) {
  for await (const page of pages) {
    see(page);
    yield page;
  }
}
