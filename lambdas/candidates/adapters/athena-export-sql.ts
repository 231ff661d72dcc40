// Queries of the warehouse export. Columns and partitions: terraform/modules/candidates/glue.tf.
import type { RunContext } from '../domain/run/run.ts';
import { literal } from './athena-sql.ts';
import { attemptOf } from './run-keys.ts';

/** Copies an attempt's scored candidates, flattened, as Parquet. @param prefix empty S3 prefix, `s3://bucket/…/` */
export const unloadDecisions = (run: RunContext, prefix: string): string =>
  [
    'UNLOAD (',
    'SELECT runid AS run_id, candidate.customerid AS customer_id, candidate.subject AS subject,',
    'candidate.occasion AS occasion, candidate.marketplace AS marketplace, candidate.eventtime AS event_time,',
    'score.value AS score, score.band AS band, score.modelversion AS model_version, score.scoredby AS scored_by,',
    'score.fallback AS fallback, programhash AS program_hash',
    'FROM decisions',
    `WHERE program = ${literal(run.programId)} AND day = ${literal(run.day)} AND attempt = ${literal(attemptOf(run))}`,
    "AND outcome = 'scored'",
    `) TO ${literal(prefix)}`,
    "WITH (format = 'PARQUET', compression = 'SNAPPY')",
  ].join('\n');

export const countExport = (run: Pick<RunContext, 'programId' | 'day'>): string =>
  `SELECT count(*) FROM candidates_export WHERE program = ${literal(run.programId)} AND day = ${literal(run.day)}`;
