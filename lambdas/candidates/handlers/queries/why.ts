import * as z from 'zod';
import { NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import type { DecisionRecord, ReactiveRecord } from '../../domain/decision.ts';
import { chunkHash, chunkOf } from '../../domain/run/chunk-plan.ts';
import type { RunRecord } from '../../domain/run/run.ts';
import type { CandidateStore, DecisionLog, ReactiveDecisions, RunFiles, RunLedger } from '../../ports.ts';
import { decisionView } from '../graphql/decision-view.ts';
import { runView } from '../graphql/run-view.ts';

export type WhyDeps = {
  ledger: Pick<RunLedger, 'get' | 'list'>;
  files: Pick<RunFiles, 'readManifest' | 'readDecisions'>;
  candidates: Pick<CandidateStore, 'forCustomer'>;
  log: Pick<DecisionLog, 'forCustomer'>;
  reactive: Pick<ReactiveDecisions, 'forCustomer'>;
};

const argumentsSchema = z.object({
  customerId: idArgument,
  programId: idArgument,
  subject: idArgument.exactOptional(),
  runId: idArgument.exactOptional(),
});
type Asked = z.infer<typeof argumentsSchema>;

/**
 * Why a customer was, or was not, made a candidate: the run's records of that customer, what was decided by hand since,
 * and the candidates as they are now. Reads one chunk of the run's decisions, whatever the run's size. A program that reacts
 * to events has no runs: there it is every decision about an event of the customer, oldest first.
 * @throws NotFoundError when there is no such run, or nothing of the customer in it
 */
export const createWhy =
  (deps: WhyDeps): FieldHandler =>
  async (call) => {
    const asked = parseArguments(argumentsSchema, call);
    const { customerId, programId, subject } = asked;
    const wanted = (of: { subject: string }) => subject === undefined || of.subject === subject;
    const [run, stored, log, reactive] = await Promise.all([
      runOf(deps.ledger, asked),
      deps.candidates.forCustomer(customerId, programId),
      deps.log.forCustomer(customerId, programId),
      asked.runId === undefined ? deps.reactive.forCustomer(customerId, programId) : [],
    ]);
    if (!run && reactive.length === 0) throw noRun(asked);
    const all: (DecisionRecord | ReactiveRecord)[] = run
      ? await recordsOf(deps.files, run, customerId)
      : reactive.map(({ record }) => record);
    const records = all.filter(({ candidate }) => wanted(candidate));
    if (records.length === 0) throw nothingOf(asked, run);
    const now = new Map(stored.map((candidate) => [candidate.subject, candidate]));
    const decisions = records.map((record) => decisionView(record, now.get(record.candidate.subject)));
    return { customerId, programId, run: run ? runView(run) : null, decisions, log: log.filter(wanted) };
  };

const recordsOf = async (files: WhyDeps['files'], run: RunRecord, customerId: string): Promise<DecisionRecord[]> => {
  const chunk = chunkOf(chunkHash(customerId), await files.readManifest(run));
  if (!chunk) return [];
  const records = await files.readDecisions(run, chunk.chunk);
  return records.filter(({ candidate }) => candidate.customerId === customerId);
};

const runOf = async (ledger: WhyDeps['ledger'], { programId, runId }: Asked): Promise<RunRecord | undefined> => {
  const run = runId === undefined ? await latestFinished(ledger, programId) : await ledger.get(runId);
  return run?.programId === programId ? run : undefined;
};

const noRun = ({ programId, runId }: Asked): NotFoundError => {
  const what =
    runId === undefined
      ? `No finished run of ${programId}, and no event of this customer`
      : `No run ${runId} of ${programId}`;
  return new NotFoundError(what, { whatToDo: 'List the program’s runs with the query runs.' });
};

const latestFinished = async (ledger: WhyDeps['ledger'], programId: string): Promise<RunRecord | undefined> => {
  let nextToken: string | undefined;
  do {
    const page = await ledger.list(programId, { limit: 25, ...(nextToken !== undefined && { nextToken }) });
    const finished = page.items.find(({ status }) => status === 'committed' || status === 'dry-run');
    if (finished) return finished;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return undefined;
};

const nothingOf = ({ subject, programId }: Asked, run: RunRecord | undefined): NotFoundError =>
  new NotFoundError(
    `${run ? `Run ${run.runId}` : `Program ${programId}`} has no ${subject === undefined ? 'row' : `row for ${subject}`} of this customer`,
    {
      whatToDo: 'Name another run by runId, or look in the run’s rejects: malformed rows never become candidates.',
    },
  );
