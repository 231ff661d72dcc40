import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { type DailyMetric, type DayFigures, dailyMetrics } from '../domain/figures/day-figures.ts';
import type { OutcomeFigures } from '../domain/figures/outcome-row.ts';
import { dailyPage } from '../domain/html/daily-page.ts';
import { startOf } from '../domain/jobs/job-day.ts';
import { reportKey } from '../domain/jobs/report-keys.ts';
import type { ReportFiles } from '../ports.ts';
import { finishJob, type JobEnd } from './jobs/finish-job.ts';
import type { ProgramMetrics } from './jobs/program-metrics.ts';
import { itemStepSchema, parseStep, stepOf } from './jobs/step-inputs.ts';

export type WriteDailyReportDeps = {
  files: Pick<ReportFiles, 'getJson' | 'putJson' | 'putHtml'>;
  metrics: ProgramMetrics;
  clock: Clock;
};
export type WrittenDay = { key: string; published: number };

const job = 'metrics-aggregation';
/** CloudWatch takes data points of the last two weeks; an hour less, as this call takes its time. */
const publishableMs = 14 * 86_400_000 - 3_600_000;

const reported = z.object({ published: z.record(z.string(), z.number()) });

/**
 * `finish` ends the job. Else publishes the day's figures and writes its report. CloudWatch knows no overwriting: a figure is
 * published, at the day's first second, only when it differs from what the day's earlier report published; the latest of a day
 * that only grows is its Maximum, which is what dashboards show.
 */
export const createWriteDailyReport = ({ files, metrics, clock }: WriteDailyReportDeps) => {
  const finish = finishJob(job);
  return async (event: unknown): Promise<WrittenDay | JobEnd> => {
    if (stepOf(event) === 'finish') return finish(event);
    const { plan, programId } = parseStep(job, itemStepSchema, event);
    const key = reportKey(job, { programId, day: plan.day });
    const figures = (await read(files, `${key}.figures.json`)) as DayFigures;
    const outcomes = (await read(files, `${key}.outcomes.json`)) as OutcomeFigures;
    const before = reported.safeParse(await files.getJson(`${key}.json`)).data?.published ?? {};
    const all = dailyMetrics(figures, outcomes);
    const isOld = clock.now().getTime() - Date.parse(startOf(plan.day)) > publishableMs;
    const fresh = isOld ? [] : all.filter(({ name, value }) => before[name] !== value);
    publish(metrics, { programId, day: plan.day }, fresh);
    const published = { ...before, ...Object.fromEntries(fresh.map(({ name, value }) => [name, value])) };
    await files.putJson(`${key}.json`, { ...figures, outcomes, published, tooOldForCloudWatch: isOld });
    await files.putHtml(`${key}.html`, dailyPage(figures, outcomes));
    logger.info('day reported', { programId, day: plan.day, key, published: fresh.length });
    return { key, published: fresh.length };
  };
};

const read = async (files: WriteDailyReportDeps['files'], key: string): Promise<unknown> => {
  const found = await files.getJson(key);
  if (found !== undefined) return found;
  throw new NotFoundError(`${key} is not in the data bucket`, {
    whatToDo: 'Start metrics-aggregation for the day: its first steps write it.',
  });
};

const publish = (
  metrics: ProgramMetrics,
  { programId, day }: { programId: string; day: string },
  figures: readonly DailyMetric[],
): void => {
  for (const { name, unit, value } of figures) {
    const metric = metrics.singleMetric();
    metric.addDimension('program', programId);
    metric.setTimestamp(new Date(startOf(day)));
    metric.addMetric(name, unit, value);
  }
};
