// What a trial shows on the terminal: the funnel with reasons, bands, rejects, any `why`.
import type { DecisionRecord } from '../../lambdas/candidates/domain/decision.ts';
import { bar, count, heading, percent, share } from '../demo/print.ts';
import type { Outcome } from './run-in-memory.ts';

const byCount = (tally: Record<string, number>): [string, number][] =>
  Object.entries(tally).sort((a, b) => b[1] - a[1]);

const showFunnel = ({ run, filters, summary: { split, decisions } }: Outcome): void => {
  heading(`The funnel of ${run.programId} for ${run.day}`);
  console.log(bar('rows', split.rows, share(split.rows, split.rows)));
  console.log(bar('malformed', split.rejected, share(split.rejected, split.rows)));
  console.log(bar('duplicates collapsed', decisions.duplicates, share(decisions.duplicates, split.rows)));
  for (const filter of filters) {
    const n = decisions.rejectedBy[filter] ?? 0;
    console.log(bar(`rejected by ${filter}`, n, share(n, split.rows)));
  }
  console.log(bar('passed', decisions.passed, share(decisions.passed, split.rows)));
};

const showReasons = ({ summary: { split, decisions }, rejects }: Outcome): void => {
  if (decisions.passed < decisions.candidates) heading('Why candidates were rejected');
  for (const [reason, n] of byCount(decisions.reasons)) console.log(bar(reason, n, share(n, decisions.candidates)));
  if (split.rejected > 0) heading('Why rows were refused (shares of all rows)');
  for (const [reason, n] of byCount(split.reasons)) {
    const example = rejects.find((reject) => reject.reason === reason);
    console.log(
      `${bar(reason, n, share(n, split.rows))}${example ? `  e.g. expected ${example.expected}, found ${example.found}` : ''}`,
    );
  }
  for (const column of split.drift ?? []) console.log(`  schema drift: ${column}`);
};

const showScores = ({ summary: { decisions } }: Outcome): void => {
  if (decisions.passed === 0) return;
  heading('Scores of those who passed');
  for (const band of ['high', 'medium', 'low']) {
    const n = decisions.bands[band] ?? 0;
    console.log(bar(band, n, share(n, decisions.passed)));
  }
  for (const [endpoint, n] of byCount(decisions.scoredBy)) console.log(`  scored by ${endpoint}: ${count(n)}`);
  if (decisions.fallbackScored > 0)
    console.log(`  of them by the fallback, as the endpoint is not here: ${count(decisions.fallbackScored)}`);
  for (const [feature, n] of byCount(decisions.defaulted))
    console.log(`  feature ${feature} was missing and took its default: ${count(n)}`);
};

/** Every verdict about one candidate, with the facts it used, and how its score came about. */
export const showDecision = ({ candidate, verdicts, score, rejectedBy, reason }: DecisionRecord): void => {
  heading(`Why ${rejectedBy ? 'not ' : ''}${candidate.customerId}, ${candidate.subject}?`);
  for (const { filterId, passed, reason: why, facts } of verdicts)
    console.log(`  ${passed ? '✓' : '✗'} ${filterId.padEnd(16)} ${why.padEnd(22)} ${JSON.stringify(facts)}`);
  if (rejectedBy) console.log(`  → rejected by ${rejectedBy}: ${reason}`);
  if (score) {
    console.log(`  → ${score.value.toFixed(4)} (${score.band}) by ${score.scoredBy}, version ${score.modelVersion}`);
    console.log(
      `    from ${JSON.stringify(score.features)}${score.defaulted.length > 0 ? `; defaults: ${score.defaulted.join(', ')}` : ''}`,
    );
  }
};

const fates = { proceed: 'would be stored', hold: 'would wait for a person', fail: 'would not be stored' };

/** @param missing fact files that were not found */
export const showOutcome = (outcome: Outcome, missing: readonly string[]): void => {
  showFunnel(outcome);
  showReasons(outcome);
  showScores(outcome);
  const { judgement, summary } = outcome;
  heading(`Judge: ${judgement.verdict}`);
  for (const reason of judgement.reasons) console.log(`  ${reason}`);
  const fate = fates[judgement.verdict];
  console.log(`  pass rate ${percent(summary.passRate)}; ${count(summary.decisions.passed)} candidates ${fate}`);
  if (missing.length > 0)
    console.log(`  Not found: ${missing.join(', ')}. Filters and scoring had nothing of what they hold.`);
};
