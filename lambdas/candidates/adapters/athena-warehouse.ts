import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { asTransient } from '../../shared/aws/transient.ts';
import type { QueryState, Warehouse } from '../ports.ts';
import { clientToken, literal, unloadExtract } from './athena-sql.ts';

type Options = { client: AthenaClient; workgroup: string };

/** Athena as the warehouse: exports by UNLOAD, partitioned by the first hex digit of md5(customer id). */
export const athenaWarehouse = ({ client, workgroup }: Options): Warehouse => ({
  startExport: async ({ sql, parameters, database, prefix, token }) => {
    const command = new StartQueryExecutionCommand({
      QueryString: unloadExtract(sql, prefix),
      QueryExecutionContext: { Database: database },
      WorkGroup: workgroup,
      ClientRequestToken: clientToken(token),
      ...(parameters.length > 0 && { ExecutionParameters: parameters.map(literal) }),
    });
    const { QueryExecutionId } = await asTransient('start the query in Athena', () => client.send(command));
    return { queryId: QueryExecutionId as string };
  },
  status: async (queryId) => {
    const command = new GetQueryExecutionCommand({ QueryExecutionId: queryId });
    const { QueryExecution: found } = await asTransient('look at the query in Athena', () => client.send(command));
    return statusOf(found);
  },
  stop: async (queryId) => {
    const command = new StopQueryExecutionCommand({ QueryExecutionId: queryId });
    await asTransient('stop the query in Athena', () => client.send(command));
  },
});

const statusOf = (found: QueryExecution | undefined) => {
  const error = found?.Status?.StateChangeReason ?? found?.Status?.AthenaError?.ErrorMessage;
  return {
    state: (found?.Status?.State ?? 'QUEUED') as QueryState,
    bytesScanned: found?.Statistics?.DataScannedInBytes ?? 0,
    runtimeMs: found?.Statistics?.TotalExecutionTimeInMillis ?? 0,
    ...(error && { error }),
  };
};
