// serving-own-p99-ms: the query Lambda's handler over in-memory stores: our own share of a page, without AWS.
import { memoryCandidateStore } from '../../lambdas/candidates/adapters/memory-candidate-store.ts';
import { memoryDecisionLog } from '../../lambdas/candidates/adapters/memory-decision-log.ts';
import { memoryReactiveDecisions } from '../../lambdas/candidates/adapters/memory-reactive-decisions.ts';
import { memoryRunFiles } from '../../lambdas/candidates/adapters/memory-run-files.ts';
import { memoryRunLedger } from '../../lambdas/candidates/adapters/memory-run-ledger.ts';
import { createQueryCandidates } from '../../lambdas/candidates/handlers/query-candidates.ts';
import { systemClock } from '../../lambdas/shared/clock.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import { type BenchRow, percentile, secondsOf } from './bench-row.ts';
import { productReviews, storedCandidate } from './stored-candidates.ts';

const candidateCount = 20_000;
const warmUp = 500;
const calls = 2_000;
const pageSize = 50;
/** A caller reads this many pages of a list before it begins another. */
const depth = 5;
/** design.md, Budgets. */
const budgetMs = 5;

type Answer = { items: unknown[]; nextToken?: string };

const handlerOver = async () => {
  const pinned = productReviews();
  const candidates = memoryCandidateStore({ clock: systemClock });
  const about = { ...pinned, runId: 'product-reviews:2026-11-19:001', now: new Date() };
  await candidates.putAll(Array.from({ length: candidateCount }, (_, n) => storedCandidate(n, about)));
  const handler = createQueryCandidates({
    candidates,
    programs: memoryProgramStore([pinned]),
    served: memoryProgramStore<AnyProgram>([pinned]),
    reactive: memoryReactiveDecisions(),
    ledger: memoryRunLedger(),
    files: memoryRunFiles(),
    log: memoryDecisionLog(),
    clock: systemClock,
  });
  return { handler, marketplaces: [undefined, ...pinned.program.marketplaces] };
};

export const servingOwn = async (): Promise<BenchRow[]> => {
  const { handler, marketplaces } = await handlerOver();
  const times: number[] = [];
  let nextToken: string | undefined;
  for (let call = 0; call < warmUp + calls; call += 1) {
    if (call % depth === 0) nextToken = undefined;
    const marketplace = marketplaces[Math.floor(call / depth) % marketplaces.length];
    const event = {
      info: { fieldName: 'candidatesForChannel' },
      arguments: { programId: 'product-reviews', channel: 'email', marketplace, limit: pageSize, nextToken },
      identity: null,
    };
    let page: Answer | undefined;
    const seconds = await secondsOf(async () => {
      page = (await handler(withoutUndefined(event))) as Answer;
    });
    if (page?.items.length !== pageSize)
      throw new Error(`Call ${call} gave ${page?.items.length} of ${pageSize} candidates`);
    nextToken = page.nextToken;
    if (call >= warmUp) times.push(seconds * 1000);
  }
  const p99 = percentile(times, 0.99);
  return [
    {
      name: 'serving-own-p99-ms',
      value: p99,
      unit: 'ms',
      baseline: budgetMs,
      ratio: budgetMs / p99,
      how: `handler of query-candidates over in-memory stores of ${candidateCount} candidates, candidatesForChannel in pages of ${pageSize}, five pages deep, with and without a marketplace; ${calls} calls after ${warmUp} to warm up, median ${percentile(times, 0.5).toFixed(2)} ms; baseline: the budget`,
    },
  ];
};

/** As JSON has it: AppSync leaves out what the client left out. */
const withoutUndefined = (event: object): unknown => JSON.parse(JSON.stringify(event));
