// The warehouse's files: staged JSON Lines turned into Parquet by DuckDB, which streams.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export type ParquetJob = {
  from: string;
  to: string;
  columns: Record<string, 'VARCHAR' | 'TIMESTAMP' | 'BOOLEAN' | 'DOUBLE' | 'INTEGER'>;
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const copyStatement = ({ from, to, columns }: ParquetJob): string => {
  const struct = Object.entries(columns).map(([name, type]) => `${quoted(name)}: ${quoted(type)}`);
  return `COPY (SELECT * FROM read_json(${quoted(from)}, format = 'newline_delimited', columns = {${struct.join(', ')}}))
    TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)`;
};

/** Writes each job's file. One thread, so that the same rows make the same bytes. */
export const writeParquet = async (jobs: readonly ParquetJob[]): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' });
  const connection = await instance.connect();
  for (const job of jobs) {
    mkdirSync(dirname(job.to), { recursive: true });
    await connection.run(copyStatement(job));
  }
  connection.closeSync();
  instance.closeSync();
};
