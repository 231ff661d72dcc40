// Queries over Herald's own tables, as an analyst would run them.
import { GetQueryExecutionCommand, GetQueryResultsCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { eventually } from './eventually.ts';
import { athena, outputs } from './local-cloud.ts';

/** Rows as text, without the header. @throws Error with Athena's reason when the query fails */
export const queryAthena = async (sql: string): Promise<(string | undefined)[][]> => {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: pick(outputs.athena, 'workgroup'),
      QueryExecutionContext: { Database: pick(outputs.athena, 'database') },
    }),
  );
  const state = await eventually(`the end of ${sql}`, async () => {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const status = QueryExecution?.Status;
    return status?.State === 'QUEUED' || status?.State === 'RUNNING' ? undefined : status;
  });
  if (state.State !== 'SUCCEEDED') throw new Error(`${sql}: ${state.StateChangeReason}`);
  const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  return (ResultSet?.Rows ?? []).slice(1).map((row) => (row.Data ?? []).map((cell) => cell.VarCharValue));
};
