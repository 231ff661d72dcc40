import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { ConflictError, TransientError } from '../../shared/errors.ts';
import type { RunContext, RunFailure, RunRecord } from '../domain/run/run.ts';
import type { RunLedger } from '../ports.ts';
import { attemptKey, contextOf, type Lease, leaseKey, newRecord, recordOf } from './run-items.ts';
import type { RunTable } from './run-table.ts';

type Request = Parameters<RunLedger['begin']>[0];
const tries = 5;

/**
 * Takes the day's lease and writes the new attempt in one transaction, so that there is never one without the other.
 * An execution that asks again gets its own attempt back.
 * @throws ConflictError while another execution holds the day
 */
export const beginRun = async (runs: RunTable, request: Request): Promise<RunContext> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const lease = await readLease(runs, request);
    const held = lease?.leaseArn === undefined ? undefined : await readAttempt(runs, request, lease.attempt);
    if (held && held.executionArn === request.executionArn) return contextOf(held);
    if (lease?.leaseArn !== undefined && !(await runs.executions.hasEnded(lease.leaseArn))) throw busy(request, lease);
    const record = newRecord(request, (lease?.attempt ?? 0) + 1);
    if (await take(runs, { lease, record, orphan: held })) return contextOf(record);
  }
  throw new TransientError(`The lease of ${request.programId} ${request.day} keeps changing hands`, {
    whatToDo: 'Several executions of this day start at once: start it once.',
  });
};

const readLease = async ({ document, table }: RunTable, { programId, day }: Request): Promise<Lease | undefined> => {
  const command = new GetCommand({ TableName: table, Key: leaseKey(programId, day), ConsistentRead: true });
  const { Item } = await asTransient('read the lease', () => document.send(command));
  return Item as Lease | undefined;
};

const readAttempt = async ({ document, table }: RunTable, { programId, day }: Request, attempt: number) => {
  const Key = attemptKey({ programId, day, attempt });
  const command = new GetCommand({ TableName: table, Key, ConsistentRead: true });
  const { Item } = await asTransient('read the attempt', () => document.send(command));
  return Item && recordOf(Item);
};

type Taking = { lease: Lease | undefined; record: RunRecord; orphan: RunRecord | undefined };

/** False when somebody else was quicker. */
const take = async (runs: RunTable, { lease, record, orphan }: Taking): Promise<boolean> => {
  const items: NonNullable<TransactWriteCommandInput['TransactItems']> = [
    { Update: leaseUpdate(runs.table, lease, record) },
    {
      Put: {
        TableName: runs.table,
        Item: { ...record, ...attemptKey(record) },
        ConditionExpression: 'attribute_not_exists(sk)',
      },
    },
    ...(orphan ? [{ Update: abandonment(runs.table, orphan, record) }] : []),
  ];
  const command = new TransactWriteCommand({ TransactItems: items });
  try {
    await asTransient('take the lease', () => runs.document.send(command));
    return true;
  } catch (error) {
    if (isLostCondition(error)) return false;
    throw error;
  }
};

const leaseUpdate = (TableName: string, lease: Lease | undefined, record: RunRecord) => {
  const unchanged = lease?.leaseArn === undefined ? 'attribute_not_exists(leaseArn)' : 'leaseArn = :holder';
  return {
    TableName,
    Key: leaseKey(record.programId, record.day),
    UpdateExpression: 'SET leaseArn = :arn, attempt = :attempt',
    ConditionExpression: `${unchanged} AND ${lease ? 'attempt = :last' : 'attribute_not_exists(attempt)'}`,
    ExpressionAttributeValues: {
      ':arn': record.executionArn,
      ':attempt': record.attempt,
      ...(lease && { ':last': lease.attempt }),
      ...(lease?.leaseArn !== undefined && { ':holder': lease.leaseArn }),
    },
  };
};

/** An attempt whose execution ended without a word (stopped, timed out) is closed by the one that takes over. */
const abandonment = (TableName: string, orphan: RunRecord, successor: RunRecord) => {
  const failure: RunFailure = {
    step: orphan.stage,
    error: 'ExecutionEnded',
    cause: `The execution ended without recording a failure; ${successor.runId} took over`,
    whatToDo: 'Look into the execution’s history: it was stopped by hand or ran out of time.',
  };
  return {
    TableName,
    Key: attemptKey(orphan),
    UpdateExpression: 'SET #status = :failed, endedAt = :now, failure = :failure REMOVE taskToken',
    ConditionExpression: '#status IN (:running, :held)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':failed': 'failed',
      ':running': 'running',
      ':held': 'held',
      ':now': successor.startedAt,
      ':failure': failure,
    },
  };
};

const busy = ({ programId, day }: Request, lease: Lease): ConflictError =>
  new ConflictError(`${programId} ${day} is being run by ${lease.leaseArn}`, {
    whatToDo: 'Wait until that execution has ended, or stop it, then start the day again.',
  });
