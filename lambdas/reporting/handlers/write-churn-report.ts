import { type OutcomeCounts, uplift } from '../../delivery/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { plannedUsd } from '../domain/cost/cost-figures.ts';
import type { CaseRow } from '../domain/figures/case-row.ts';
import { holdoutGroups } from '../domain/figures/holdout-groups.ts';
import { isOver } from '../domain/figures/issue-over.ts';
import { resolutionFigures } from '../domain/figures/resolution-figures.ts';
import { type ChurnReport, churnPage, type PeriodFigures } from '../domain/html/churn-page.ts';
import { daysUpTo } from '../domain/jobs/job-day.ts';
import { reportKey, rowsKey } from '../domain/jobs/report-keys.ts';
import type { ReportFiles } from '../ports.ts';
import { reportDays } from './churn-figures.ts';
import { finishJob, type JobEnd } from './jobs/finish-job.ts';
import { itemStepSchema, parseStep, stepOf } from './jobs/step-inputs.ts';

export type WriteChurnReportDeps = { files: Pick<ReportFiles, 'getRows' | 'putJson' | 'putHtml'>; clock: Clock };
export type WrittenReport = { key: string; cases: number };

const job = 'churn-report';
const periods = [1, 7, reportDays] as const;

/** What a reader must know before believing a number; part of every report. */
const limits = [
  'Churn itself is seen only where an account was closed; a customer who just stays away is not counted.',
  'The holdout spares critical issues: nothing is known of what help is worth there. An empty holdout leaves the uplift blank rather than guessed.',
  'Compared with the holdout is what both groups can have. Whether an issue was resolved is not: without help there is no link to say so, and an issue that went away by itself ends as expired.',
  'An issue counts as over when no error of it came later than 24 hours after its case was opened, as far as the app tells; it is known two days after. A customer who stopped using the app has no errors either.',
  'The difference to the holdout is about customers who could be messaged, by the first episode of an issue; those without consent or contact point are in neither group.',
  'Closed accounts count within 30 days of the case, as far as they have passed: of a case of yesterday they say next to nothing yet. A closing whose date is not known counts whenever it was.',
  'A difference whose interval contains 0 may be chance.',
  'Young cases may still be resolved: yesterday’s rates rise over the following days, and a later report says more of the same day.',
  'An SMS whose receipt has not come yet costs nothing so far. Infrastructure is reckoned by docs/cost.md, not billed.',
  `A ticket that an agent worked on, call or escalation, counts with $${plannedUsd.perTicket} as planned, whatever its minutes; what an agent really costs is not known here. Compensation is what agents noted.`,
  'Times are from the opening of the case. Without a further error the issue was over when the update was chosen or the last error came; that it stayed away was checked later.',
  'Repeated errors are different errors that joined an open case. Copies of one error that were delivered again are not counted here: CloudWatch has all that opened nothing new (docs/operations.md).',
];

/** `finish` ends the job. Else the report as JSON and HTML, from the collected rows alone. */
export const createWriteChurnReport = ({ files, clock }: WriteChurnReportDeps) => {
  const finish = finishJob(job);
  return async (event: unknown): Promise<WrittenReport | JobEnd> => {
    if (stepOf(event) === 'finish') return finish(event);
    const { plan, programId } = parseStep(job, itemStepSchema, event);
    const of = { programId, day: plan.day };
    const days = daysUpTo(plan.day, reportDays);
    const rows = await Promise.all(days.map((day) => rowsOf(files, rowsKey({ programId, day }, plan.day))));
    const report: ChurnReport = {
      ...of,
      madeAt: clock.now().toISOString(),
      periods: periods.map((count) => periodOf(days.slice(-count), rows.slice(-count).flat(), new Date(plan.at))),
      limits,
    };
    const key = reportKey(job, of);
    const evidence = days.map((day) => rowsKey({ programId, day }, plan.day));
    await Promise.all([
      files.putJson(`${key}.json`, { ...report, evidence }),
      files.putHtml(`${key}.html`, churnPage(report)),
    ]);
    const cases = rows.reduce((sum, ofDay) => sum + ofDay.length, 0);
    logger.info('churn report written', { ...of, key, cases });
    return { key, cases };
  };
};

const rowsOf = async (files: WriteChurnReportDeps['files'], key: string): Promise<CaseRow[]> => {
  const rows = await files.getRows(key);
  if (rows) return rows as CaseRow[];
  throw new NotFoundError(`${key} is not in the data bucket`, {
    whatToDo: 'Start churn-report for the day: its first step collects the cases.',
  });
};

const periodOf = (days: readonly string[], rows: readonly CaseRow[], at: Date): PeriodFigures => ({
  days: days.length,
  from: days[0] ?? '',
  to: days.at(-1) ?? '',
  ...resolutionFigures(rows),
  uplift: { issueOver: upliftOf(rows, (row) => isOver(row, at)), left: upliftOf(rows, ({ left }) => left) },
});

const upliftOf = (
  rows: readonly CaseRow[],
  outcome: (row: CaseRow) => boolean | undefined,
): PeriodFigures['uplift']['left'] => {
  const { contacted, holdout } = holdoutGroups(rows, outcome);
  const { contactedRate, holdoutRate, ...difference } = uplift(contacted, holdout);
  return { contacted: withRate(contacted, contactedRate), holdout: withRate(holdout, holdoutRate), ...difference };
};

const withRate = (counts: OutcomeCounts, rate: number | undefined) => ({
  ...counts,
  ...(rate !== undefined && { rate }),
});
