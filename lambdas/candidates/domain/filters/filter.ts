import type * as z from 'zod';
import type { Candidate } from '../candidate.ts';
import type { FactKind, Facts, UsedFacts } from '../facts.ts';

/** What a filter may know besides candidate and facts. `asOf`: ISO 8601. */
export type FilterContext = {
  programId: string;
  asOf: string;
  marketplaces: readonly string[];
  /** How many of this customer's candidates the whole chain let pass earlier in this run (latest event first, then subject). */
  passedEarlier: number;
};

export type FilterResult = { passed: boolean; reason: string; facts: UsedFacts };

/**
 * A filter declares the facts it needs and decides purely. `type` names it in a program's `filterChain`.
 * A new filter is a file here and a line in registry.ts.
 */
export type Filter<P> = {
  type: string;
  needs: readonly FactKind[];
  parameters: z.ZodType<P>;
  decide(candidate: Candidate, facts: Facts, parameters: P, context: FilterContext): FilterResult;
};
