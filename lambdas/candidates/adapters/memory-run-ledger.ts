// The fake of RunLedger: the rules of the `runs` table (docs/architecture.md, Tables) over a map.
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import type { RunRecord } from '../domain/run/run.ts';
import type { Executions, RunLedger } from '../ports.ts';
import { contextOf, newRecord } from './run-items.ts';

type Entry = { record: RunRecord; taskToken?: string | undefined };

const isOpen = ({ record }: Entry): boolean => record.status === 'running' || record.status === 'held';
const newestFirst = (a: RunRecord, b: RunRecord): number => (a.runId < b.runId ? 1 : -1);

/** @param executions says whether the holder of a lease has ended; nobody has, unless told so */
export const memoryRunLedger = (
  executions: Pick<Executions, 'hasEnded'> = { hasEnded: async () => false },
): RunLedger => {
  const runs = new Map<string, Entry>();
  const attemptsOf = (programId: string, day: string): Entry[] =>
    [...runs.values()].filter(({ record }) => record.programId === programId && record.day === day);
  const need = (runId: string): Entry => {
    const entry = runs.get(runId);
    if (entry) return entry;
    throw new NotFoundError(`Run ${runId} does not exist`, { whatToDo: 'Check the run id.' });
  };
  const abandon = (entry: Entry, successor: RunRecord): void => {
    const failure = { step: entry.record.stage, error: 'ExecutionEnded', cause: `${successor.runId} took over` };
    const whatToDo = 'Look into the execution’s history.';
    entry.taskToken = undefined;
    entry.record = {
      ...entry.record,
      status: 'failed',
      endedAt: successor.startedAt,
      failure: { ...failure, whatToDo },
    };
  };

  const begin: RunLedger['begin'] = async (request) => {
    const holder = attemptsOf(request.programId, request.day).find(isOpen);
    if (holder?.record.executionArn === request.executionArn) return contextOf(holder.record);
    if (holder && !(await executions.hasEnded(holder.record.executionArn)))
      throw new ConflictError(`${request.programId} ${request.day} is being run by ${holder.record.executionArn}`, {
        whatToDo: 'Wait until that execution has ended, or stop it, then start the day again.',
      });
    const record = newRecord(request, attemptsOf(request.programId, request.day).length + 1);
    if (holder) abandon(holder, record);
    runs.set(record.runId, { record });
    return contextOf(record);
  };
  const list: RunLedger['list'] = async (programId, { limit, nextToken }) => {
    const all = [...runs.values()].map(({ record }) => record).filter((record) => record.programId === programId);
    const left = all.sort(newestFirst).filter(({ runId }) => nextToken === undefined || runId < nextToken);
    const items = left.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(left.length > limit && last && { nextToken: last.runId }) };
  };
  const end: RunLedger['end'] = async (runId, { status, endedAt, failure }) => {
    const entry = need(runId);
    if (!isOpen(entry)) {
      if (entry.record.status === status || status === 'failed') return;
      throw new ConflictError(`Run ${runId} is ${entry.record.status} and cannot become ${status}`, {
        whatToDo: 'Another execution took the day over: look at the newest attempt of this day.',
      });
    }
    entry.taskToken = undefined;
    entry.record = { ...entry.record, status, endedAt, ...(failure && { failure }) };
  };
  return {
    ...{ begin, list, end },
    get: async (runId) => runs.get(runId)?.record,
    committed: async (programId, day) =>
      attemptsOf(programId, day)
        .map(({ record }) => record)
        .filter(({ status, marketplaces }) => status === 'committed' && !marketplaces)
        .sort(newestFirst)[0],
    update: async (runId, changes) => {
      const entry = need(runId);
      entry.record = { ...entry.record, ...changes };
    },
    hold: async (runId, taskToken) => {
      const entry = need(runId);
      if (!isOpen(entry)) throw conflict(`Run ${runId} has ended and cannot be held`);
      entry.taskToken = taskToken;
      entry.record = { ...entry.record, status: 'held' };
    },
    release: async (runId) => {
      const entry = need(runId);
      const { taskToken } = entry;
      if (entry.record.status !== 'held' || taskToken === undefined)
        throw conflict(`Run ${runId} is not held, or has been released already`);
      entry.taskToken = undefined;
      entry.record = { ...entry.record, status: 'running' };
      return { taskToken };
    },
  };
};

const conflict = (message: string): ConflictError =>
  new ConflictError(message, { whatToDo: 'Look at the run’s status: someone was faster.' });
