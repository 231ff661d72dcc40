import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import { keyOfRunId } from './run-items.ts';

/** A candidate that an event opened belongs to no run: it is served at once. */
const opensAtOnce = (runId: string): boolean => runId.startsWith('case:');

/** Which of these runs are committed. */
export type CommittedRuns = (runIds: Iterable<string>) => Promise<ReadonlySet<string>>;

/**
 * Looks runs up in table `runs`, all unknown ones in one call. A commit is for ever, so it is remembered as long as
 * the Lambda lives; anything else is asked again.
 */
export const committedRuns = (options: { document: DynamoDBDocumentClient; table: string }): CommittedRuns => {
  const known = new Set<string>();
  return async (runIds) => {
    const asked = [...new Set(runIds)];
    for (const runId of asked) if (opensAtOnce(runId)) known.add(runId);
    const unknown = asked.filter((runId) => !known.has(runId));
    const keys = unknown.map(keyOfRunId).map(({ programId, sk }) => ({ programId, sk }));
    const records = keys.length === 0 ? [] : await batchGet({ ...options, keys });
    for (const record of records) if (record.status === 'committed') known.add(String(record.runId));
    return known;
  };
};
