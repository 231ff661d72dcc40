import { createHash } from 'node:crypto';
import { type AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { asTransient } from '../../shared/aws/transient.ts';
import { unload } from '../domain/models/training-sql.ts';
import type { TrainingQueries } from '../ports.ts';

type Options = { client: AthenaClient; workgroup: string; database: string; bucket: string };

/** UNLOAD as gzipped JSON Lines from the Glue tables `decisions` and `outcomes`. */
export const athenaTrainingQueries = ({ client, workgroup, database, bucket }: Options): TrainingQueries => ({
  start: async ({ sql, prefix, token }) => {
    const command = new StartQueryExecutionCommand({
      QueryString: unload(sql, `s3://${bucket}/${prefix}`),
      QueryExecutionContext: { Database: database },
      WorkGroup: workgroup,
      // Athena wants 32 to 128 characters.
      ClientRequestToken: createHash('sha256').update(token).digest('hex'),
    });
    const { QueryExecutionId } = await asTransient('start the training query in Athena', () => client.send(command));
    return QueryExecutionId as string;
  },
  state: async (queryId) => {
    const command = new GetQueryExecutionCommand({ QueryExecutionId: queryId });
    const { QueryExecution } = await asTransient('look at the training query in Athena', () => client.send(command));
    const { State, StateChangeReason, AthenaError } = QueryExecution?.Status ?? {};
    if (State === 'SUCCEEDED') return { state: 'done' };
    if (State !== 'FAILED' && State !== 'CANCELLED') return { state: 'running' };
    return { state: 'failed', reason: StateChangeReason ?? AthenaError?.ErrorMessage ?? State };
  },
});
