// Where reports lie in the data bucket (docs/architecture.md, Keys in S3).

export type Job = 'metrics-aggregation' | 'issue-patterns' | 'churn-report' | 'verify-expiry';
type OfDay = { programId: string; day: string };

/** Without its ending (.json, .html). */
export const reportKey = (job: Job, { programId, day }: OfDay): string => `reports/${job}/${programId}/${day}`;

/** A day's issues by group: what later days compare themselves with. */
export const countsKey = ({ programId, day }: OfDay): string =>
  `reports/issue-patterns/${programId}/counts/${day}.json`;

/** One row per case opened on `day`, as the report of `reportDay` saw it: the evidence of its figures. */
export const rowsKey = ({ programId, day }: OfDay, reportDay: string): string =>
  `reports/churn-report/${programId}/${reportDay}.cases/${day}.jsonl.gz`;

/** Partition of the Glue table `decisions` that holds the day's reactive ones. */
export const decisionsPrefix = ({ programId, day }: OfDay): string =>
  `decisions/program=${programId}/day=${day}/attempt=000/`;

/** Partition of the Glue table `outcomes`. */
export const outcomesPrefix = ({ programId, day }: OfDay): string => `outcomes/program=${programId}/day=${day}/`;

/** @param execution ARN of the execution; its last part is its name */
export const failureKey = (job: string, execution: string, item?: string): string => {
  const name = execution.split(':').at(-1) ?? execution;
  return `reports/failures/${plain(job)}/${plain(name)}${item === undefined ? '' : `.${plain(item)}`}.json`;
};

const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 100) || 'unknown';
