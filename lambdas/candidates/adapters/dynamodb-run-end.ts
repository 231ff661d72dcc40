import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { ConflictError, NotFoundError, TransientError } from '../../shared/errors.ts';
import type { RunRecord } from '../domain/run/run.ts';
import type { RunLedger } from '../ports.ts';
import { attemptKey, keyOfRunId, leaseKey, recordOf } from './run-items.ts';
import type { RunTable } from './run-table.ts';

type End = Parameters<RunLedger['end']>[1];
const tries = 5;

/**
 * Ends the attempt and gives the lease back, in one transaction. Ending twice in the same way is fine; a failure that
 * comes after the end leaves a committed run committed.
 * @throws NotFoundError @throws ConflictError when the attempt has ended otherwise (another execution took over)
 */
export const endRun = async (runs: RunTable, runId: string, end: End): Promise<void> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const record = await readRun(runs, runId);
    const open = record.status === 'running' || record.status === 'held';
    if (!open && (record.status === end.status || end.status === 'failed')) return;
    if (!open) throw endedOtherwise(record, end);
    if (await close(runs, record, end)) return;
  }
  throw new TransientError(`Run ${runId} keeps changing while it is ended`, { whatToDo: 'Try the step again.' });
};

const readRun = async ({ document, table }: RunTable, runId: string): Promise<RunRecord> => {
  const { programId, sk } = keyOfRunId(runId);
  const command = new GetCommand({ TableName: table, Key: { programId, sk }, ConsistentRead: true });
  const { Item } = await asTransient('read the run', () => document.send(command));
  if (!Item) throw new NotFoundError(`Run ${runId} does not exist`, { whatToDo: 'Check the run id.' });
  return recordOf(Item);
};

/** False when the record changed in between (held, released, taken over). */
const close = async (runs: RunTable, record: RunRecord, end: End): Promise<boolean> => {
  const command = new TransactWriteCommand({
    TransactItems: [
      { Update: attemptUpdate(runs.table, record, end) },
      { Update: leaseUpdate(runs.table, record, end) },
    ],
  });
  try {
    await asTransient('end the run', () => runs.document.send(command));
    return true;
  } catch (error) {
    if (isLostCondition(error)) return false;
    throw error;
  }
};

const attemptUpdate = (TableName: string, record: RunRecord, end: End) => ({
  TableName,
  Key: attemptKey(record),
  UpdateExpression: `SET #status = :status, endedAt = :endedAt${end.failure ? ', failure = :failure' : ''} REMOVE taskToken`,
  ConditionExpression: '#status IN (:running, :held)',
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: {
    ':status': end.status,
    ':endedAt': end.endedAt,
    ':running': 'running',
    ':held': 'held',
    ...(end.failure && { ':failure': end.failure }),
  },
});

const leaseUpdate = (TableName: string, record: RunRecord, end: End) => ({
  TableName,
  Key: leaseKey(record.programId, record.day),
  // A run of some marketplaces is not the day's run: it must not take a whole one's place in the export.
  UpdateExpression: `${end.status === 'committed' && !record.marketplaces ? 'SET committedAttempt = :attempt ' : ''}REMOVE leaseArn`,
  ConditionExpression: 'leaseArn = :arn AND attempt = :attempt',
  ExpressionAttributeValues: { ':arn': record.executionArn, ':attempt': record.attempt },
});

const endedOtherwise = (record: RunRecord, end: End): ConflictError =>
  new ConflictError(`Run ${record.runId} is ${record.status} and cannot become ${end.status}`, {
    whatToDo: 'Another execution took the day over: look at the newest attempt of this day.',
  });
