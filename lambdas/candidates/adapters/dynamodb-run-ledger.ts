import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import type { RunLedger } from '../ports.ts';
import { beginRun } from './dynamodb-run-begin.ts';
import { endRun } from './dynamodb-run-end.ts';
import { listRuns } from './dynamodb-run-list.ts';
import { attemptKey, keyOfRunId, leaseKey, recordOf } from './run-items.ts';
import type { RunTable } from './run-table.ts';

/** Leases and attempts in table `runs`. Every change is conditional, so that a repeated or late step harms nothing. */
export const dynamodbRunLedger = (runs: RunTable): RunLedger => ({
  begin: (request) => beginRun(runs, request),
  end: (runId, end) => endRun(runs, runId, end),
  list: (programId, page) => listRuns(runs, programId, page),
  get: async (runId) => {
    const { programId, sk } = keyOfRunId(runId);
    const command = new GetCommand({ TableName: runs.table, Key: { programId, sk }, ConsistentRead: true });
    const { Item } = await asTransient('read the run', () => runs.document.send(command));
    return Item && recordOf(Item);
  },
  committed: async (programId, day) => {
    const lease = await asTransient('read the lease', () =>
      runs.document.send(
        new GetCommand({ TableName: runs.table, Key: leaseKey(programId, day), ConsistentRead: true }),
      ),
    );
    const attempt = lease.Item?.committedAttempt as number | undefined;
    if (attempt === undefined) return undefined;
    const Key = attemptKey({ programId, day, attempt });
    const { Item } = await asTransient('read the run', () =>
      runs.document.send(new GetCommand({ TableName: runs.table, Key, ConsistentRead: true })),
    );
    return Item && recordOf(Item);
  },
  update: async (runId, changes) => {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (given.length === 0) return;
    await change(runs, runId, {
      set: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      condition: 'attribute_exists(runId)',
      names: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
      values: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      refusal: () => new NotFoundError(`Run ${runId} does not exist`, { whatToDo: 'Check the run id.' }),
    });
  },
  hold: async (runId, taskToken) => {
    await change(runs, runId, {
      set: 'SET #status = :held, taskToken = :token REMOVE releasedAt',
      condition: '#status IN (:running, :held)',
      names: { '#status': 'status' },
      values: { ':held': 'held', ':running': 'running', ':token': taskToken },
      refusal: () => conflict(`Run ${runId} has ended and cannot be held`),
    });
  },
  release: async (runId) => {
    const before = await change(runs, runId, {
      set: 'SET #status = :running, releasedAt = :now REMOVE taskToken',
      condition: '#status = :held AND attribute_exists(taskToken)',
      names: { '#status': 'status' },
      values: { ':held': 'held', ':running': 'running', ':now': runs.clock.now().toISOString() },
      refusal: () => conflict(`Run ${runId} is not held, or has been released already`),
    });
    return { taskToken: String(before.taskToken) };
  },
});

type Change = {
  set: string;
  condition: string;
  names: Record<string, string>;
  values: Record<string, unknown>;
  refusal: () => Error;
};

/** One conditional update of an attempt. Returns the item as it was before. */
const change = async (runs: RunTable, runId: string, change: Change): Promise<Record<string, unknown>> => {
  const { programId, sk } = keyOfRunId(runId);
  const command = new UpdateCommand({
    TableName: runs.table,
    Key: { programId, sk },
    UpdateExpression: change.set,
    ConditionExpression: change.condition,
    ExpressionAttributeNames: change.names,
    ExpressionAttributeValues: change.values,
    ReturnValues: 'ALL_OLD',
  });
  try {
    const { Attributes } = await asTransient('update the run', () => runs.document.send(command));
    return Attributes ?? {};
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') throw change.refusal();
    throw error;
  }
};

const conflict = (message: string): ConflictError =>
  new ConflictError(message, { whatToDo: 'Look at the run’s status: nothing waits for a release.' });
