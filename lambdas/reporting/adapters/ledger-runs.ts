import type { RunLedger } from '../../candidates/index.ts';
import type { RunFacts, Runs } from '../ports.ts';

type Ledger = Pick<RunLedger, 'list'>;
type RunRecord = Awaited<ReturnType<Ledger['list']>>['items'][number];

/**
 * Attempts of a program that started on a day, from the table `runs`. They are listed by the day they are about, newest first:
 * one that is about a day long before (a re-run) and started today is found up to a month back.
 */
export const ledgerRuns = (ledger: Ledger): Runs => ({
  startedOn: async (programId, day) => {
    const found: RunRecord[] = [];
    const oldest = new Date(Date.parse(`${day}T00:00:00Z`) - reRunDays * 86_400_000).toISOString().slice(0, 10);
    let nextToken: string | undefined;
    do {
      const page = await ledger.list(programId, { limit: 50, ...(nextToken !== undefined && { nextToken }) });
      found.push(...page.items.filter(({ startedAt }) => startedAt.slice(0, 10) === day));
      nextToken = (page.items.at(-1)?.day ?? '') >= oldest ? page.nextToken : undefined;
    } while (nextToken !== undefined);
    return found.map(factsOf);
  },
});

const reRunDays = 31;

const factsOf = ({ runId, status, summary }: RunRecord): RunFacts => {
  if (!summary) return { runId, status };
  const { decisions, store } = summary;
  const costUsd = Object.values(summary.costUsd).reduce((sum, usd) => sum + usd, 0);
  const stored = store && { stored: store.inserted + store.refreshed };
  return { runId, status, candidates: decisions.candidates, passed: decisions.passed, costUsd, ...stored };
};
