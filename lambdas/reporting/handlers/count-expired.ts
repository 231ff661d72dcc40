import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import { type ExpiryFigures, expiryFigures, overdueBefore, seedOfDay } from '../domain/expiry/expiry-figures.ts';
import { jobDay } from '../domain/jobs/job-day.ts';
import type { ExpiringTable, ReportFiles, TableSamples } from '../ports.ts';
import type { ProgramMetrics } from './jobs/program-metrics.ts';
import { parseStep, planStepSchema, stepOf } from './jobs/step-inputs.ts';

export type CountExpiredDeps = {
  tables: readonly ExpiringTable[];
  samples: TableSamples;
  files: Pick<ReportFiles, 'getJson' | 'putJson'>;
  metrics: ProgramMetrics;
  clock: Clock;
};
export type ExpiryPlan = { day: string; tables: string[] };
export type ExpiryEnd = { day: string; failed: number; expired: number; cause: string };

const job = 'verify-expiry';
/** Items looked at in each table: at 1 KB an item about 3,000 read units, less than a tenth of a cent. */
const sampleItems = 25_000;

const planSchema = z.object({ day: z.string(), tables: z.array(z.string()) });
const countStep = z.object({ plan: planSchema, table: z.string() });
const finishStep = z.object({
  plan: planSchema,
  results: z.array(z.object({ table: z.string(), outcome: z.enum(['done', 'failed']) })),
});

/** `plan`: which tables. `count`: looks at one. `finish`: the report; more than 0 `expired` ends the execution as failed, which alarms. */
export const createCountExpired = (deps: CountExpiredDeps) => async (event: unknown) => {
  if (stepOf(event) === 'plan') return plan(deps, event);
  if (stepOf(event) === 'finish') return finish(deps, event);
  return count(deps, event);
};

const plan = ({ tables }: CountExpiredDeps, event: unknown): ExpiryPlan => {
  const { input, execution } = parseStep(job, planStepSchema, event);
  const day = jobDay(input.day, new Date(input.at ?? execution.startedAt), 'today');
  return { day, tables: tables.map(({ name }) => name) };
};

const tableKey = (day: string, table: string): string => `reports/${job}/tables/${day}.${table}.json`;

/** Judged by the real clock: an item is overdue now or not, whatever day the job is run for. */
const count = async (deps: CountExpiredDeps, event: unknown): Promise<ExpiryFigures> => {
  const { plan: planned, table: name } = parseStep(job, countStep, event);
  const table = deps.tables.find((one) => one.name === name);
  if (!table) throw new Error(`${name} is none of the expiring tables: ${planned.tables.join(', ')}`);
  const look = { before: overdueBefore(deps.clock.now()), limit: sampleItems, seed: seedOfDay(planned.day) };
  const figures = expiryFigures(name, await deps.samples.sample(table, look));
  await deps.files.putJson(tableKey(planned.day, name), figures);
  report(deps.metrics, figures);
  logger.info('expiry looked at', { day: planned.day, ...figures });
  return figures;
};

const report = (metrics: ProgramMetrics, { table, overdue }: ExpiryFigures): void => {
  const metric = metrics.singleMetric();
  metric.addDimension('table', table);
  metric.addMetric('ExpiredItemsLeft', 'Count', overdue);
};

const finish = async ({ files, clock }: CountExpiredDeps, event: unknown): Promise<ExpiryEnd> => {
  const { plan: planned, results } = parseStep(job, finishStep, event);
  const done = results.filter(({ outcome }) => outcome === 'done');
  const read = await Promise.all(done.map(({ table }) => files.getJson(tableKey(planned.day, table))));
  const tables = read.filter((found) => found !== undefined) as ExpiryFigures[];
  const overdue = tables.filter((figures) => figures.overdue > 0);
  const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ table }) => table);
  const { day } = planned;
  await files.putJson(`reports/${job}/${day}.json`, { day, at: clock.now().toISOString(), tables, failed });
  const expired = overdue.reduce((sum, figures) => sum + figures.overdue, 0);
  logger.info('expiry verified', { day, expired, failed });
  return { day, failed: failed.length, expired, cause: causeOf(overdue, failed) };
};

const causeOf = (overdue: readonly ExpiryFigures[], failed: readonly string[]): string => {
  const left = overdue.map((figures) => `${figures.table} ${figures.overdue} of ${figures.scanned} looked at`);
  if (left.length > 0)
    return `Items days after their expiry: ${left.join(', ')}. Is TTL on, on the right attribute (terraform/modules/storage)?`;
  return `Not looked at: ${failed.join(', ')}; see reports/failures/${job}/ in the data bucket, it says what to do`;
};
