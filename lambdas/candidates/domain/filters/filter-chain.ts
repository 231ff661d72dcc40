// Runs a compiled chain over a chunk of whole customers. Facts are in hand: nothing here waits.
import type { Candidate } from '../candidate.ts';
import type { DecisionRecord, Verdict } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { canonicalInstant, daysBefore } from '../instant.ts';
import type { ChainStep, FilterChain } from './compile-chain.ts';
import type { Considered, FilterContext } from './filter.ts';
import { orderCandidates } from './order-candidates.ts';

/** The run on whose behalf a chunk is filtered. `asOf`: ISO 8601; becomes `decidedAt`. */
export type FilterRun = { runId: string; programHash: string; asOf: string };

/** `duplicates`: rows dropped for a later one of the same customer and subject; rows = records + duplicates. */
export type FilteredChunk = { records: DecisionRecord[]; duplicates: number };

type Stop = { rejectedBy: string; reason: string };

/** Runs the filters of one order together: all verdicts are recorded, the first reject stops the chain. */
const runOrder = (steps: readonly ChainStep[], considered: Considered, verdicts: Verdict[]): Stop | undefined => {
  let stop: Stop | undefined;
  for (const { filterId, type, decide } of steps) {
    const { passed, reason, facts } = decide(considered);
    verdicts.push({ filterId, type, passed, reason, facts });
    if (!passed && stop === undefined) stop = { rejectedBy: filterId, reason };
  }
  return stop;
};

/** Decides one candidate with its facts in hand. */
export const decideCandidate = (chain: FilterChain, considered: Considered, run: FilterRun): DecisionRecord => {
  const verdicts: Verdict[] = [];
  const { runId, programHash, asOf } = run;
  const { candidate } = considered;
  for (const steps of chain.orders) {
    const stop = runOrder(steps, considered, verdicts);
    if (stop) return { runId, programHash, decidedAt: asOf, candidate, verdicts, outcome: 'rejected', ...stop };
  }
  return { runId, programHash, decidedAt: asOf, candidate, verdicts, outcome: 'passed' };
};

/**
 * Decides a chunk that holds whole customers, so that the cap within the run needs no shared state.
 * @param factsFor the facts of one candidate (absent kind: looked up, not there)
 * @returns one record per candidate, by customer, latest event first
 */
export const filterChunk = (
  chain: FilterChain,
  chunk: { candidates: readonly Candidate[]; factsFor: (candidate: Candidate) => Facts },
  run: FilterRun,
): FilteredChunk => {
  const { programId, marketplaces } = chain;
  const asOf = canonicalInstant(run.asOf);
  const context: FilterContext = { programId, marketplaces, asOf, capFrom: daysBefore(asOf, 30), passedEarlier: 0 };
  const records: DecisionRecord[] = [];
  for (const own of orderCandidates(chunk.candidates)) {
    context.passedEarlier = 0;
    for (const candidate of own) {
      const record = decideCandidate(chain, { candidate, facts: chunk.factsFor(candidate), context }, run);
      if (record.outcome === 'passed') context.passedEarlier++;
      records.push(record);
    }
  }
  return { records, duplicates: chunk.candidates.length - records.length };
};
