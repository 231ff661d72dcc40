// The funnel of a run: how many rows came, why they fell, and how the passed ones scored.
import type { DemoRun } from './night.ts';
import { bar, count, heading, percent, share } from './print.ts';

const bandOrder = ['high', 'medium', 'low'];

export const showFunnel = ({ runId, summary }: DemoRun): void => {
  if (!summary) throw new Error(`${runId} has no summary`);
  const { split, decisions, store } = summary;

  heading(`The funnel of ${runId}`);
  console.log(bar('rows from the warehouse', split.rows, 1));
  console.log(bar('malformed → reject file', split.rejected, share(split.rejected, split.rows)));
  console.log(bar('duplicates collapsed', decisions.duplicates, share(decisions.duplicates, split.rows)));
  for (const { name, count: n } of decisions.rejectedBy)
    console.log(bar(`rejected by ${name}`, n, share(n, split.rows)));
  console.log(bar('passed', decisions.passed, share(decisions.passed, split.rows)));

  heading('Why they were rejected');
  for (const { name, count: n } of decisions.reasons.toSorted((a, b) => b.count - a.count)) {
    console.log(bar(name, n, share(n, decisions.candidates)));
  }

  heading('Scores of those who passed');
  for (const band of bandOrder) {
    const n = decisions.bands.find(({ name }) => name === band)?.count ?? 0;
    console.log(bar(band, n, share(n, decisions.passed)));
  }
  if (store) {
    console.log(
      `\n  stored: ${count(store.inserted)} new, ${count(store.refreshed)} refreshed, ${count(store.unchanged)} left as they were`,
    );
  }
  const cost = summary.costUsd.reduce((sum, { value }) => sum + value, 0);
  const seconds = summary.seconds.map(({ name, value }) => `${name} ${value.toFixed(0)} s`).join(', ');
  console.log(
    `  pass rate ${percent(summary.passRate)}; on AWS this night would cost about $${cost.toFixed(2)}; ${seconds}`,
  );
};
