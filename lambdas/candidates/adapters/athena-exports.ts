import { type AthenaClient, GetQueryResultsCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { RunContext } from '../domain/run/run.ts';
import type { CandidateExports } from '../ports.ts';
import { countExport, unloadDecisions } from './athena-export-sql.ts';
import { clientToken } from './athena-sql.ts';
import { athenaWarehouse } from './athena-warehouse.ts';
import { exportPrefix } from './run-keys.ts';

type Options = { client: AthenaClient; workgroup: string; database: string; objects: Objects };
const looks = 45;
const betweenLooks = 1_000;

/** The day's Parquet copy by Athena, from Glue table `decisions` to the partition of `candidates_export`. */
export const athenaExports = (options: Options): CandidateExports => ({
  clear: (run) => options.objects.removeAll(exportPrefix(run)),
  start: async (run, token) => {
    const prefix = `s3://${options.objects.bucket}/${exportPrefix(run)}`;
    return { queryId: await startQuery(options, unloadDecisions(run, prefix), `${token} ${run.runId} export`) };
  },
  count: (run) => count(options, run),
});

const startQuery = async ({ client, workgroup, database }: Options, sql: string, token?: string): Promise<string> => {
  const command = new StartQueryExecutionCommand({
    QueryString: sql,
    QueryExecutionContext: { Database: database },
    WorkGroup: workgroup,
    ...(token !== undefined && { ClientRequestToken: clientToken(token) }),
  });
  const { QueryExecutionId } = await asTransient('start the export in Athena', () => client.send(command));
  return QueryExecutionId as string;
};

/** One number, waited for: the answer is a single row, and the Lambda has a minute. */
const count = async (options: Options, run: RunContext): Promise<number> => {
  const queryId = await startQuery(options, countExport(run));
  const { status } = athenaWarehouse(options);
  for (let look = 1; look <= looks; look += 1) {
    const { state, error } = await status(queryId);
    if (state === 'SUCCEEDED') return readNumber(options.client, queryId);
    if (state === 'FAILED' || state === 'CANCELLED') throw away(`Counting the export ended as ${state}: ${error}`);
    await new Promise((resolve) => setTimeout(resolve, betweenLooks));
  }
  throw away(`Counting the export took longer than ${(looks * betweenLooks) / 1000} s`);
};

const readNumber = async (client: AthenaClient, queryId: string): Promise<number> => {
  const command = new GetQueryResultsCommand({ QueryExecutionId: queryId, MaxResults: 2 });
  const { ResultSet } = await asTransient('read the count from Athena', () => client.send(command));
  // The first row of the first page holds the column names.
  return Number(ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue);
};

const away = (message: string): TransientError =>
  new TransientError(message, { whatToDo: 'Look at the query in Athena, then start the export again.' });
