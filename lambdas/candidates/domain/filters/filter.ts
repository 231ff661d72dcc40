import type { Candidate } from '../candidate.ts';
import type { FactKind, Facts, UsedFacts } from '../facts.ts';

/** What a filter may know besides candidate and facts. */
export type FilterContext = {
  programId: string;
  /** ISO 8601, canonical (`2026-11-20T00:00:00.000Z`). */
  asOf: string;
  /** Thirty days before `asOf`, canonical: where the cap's window begins. */
  capFrom: string;
  marketplaces: readonly string[];
  /** How many of this customer's candidates the whole chain let pass earlier in this run (latest event first, then subject). */
  passedEarlier: number;
};

/** What a filter looks at: a candidate, the facts in hand about it, and the run around it. */
export type Considered = { candidate: Candidate; facts: Facts; context: FilterContext };

type FilterResult = { passed: boolean; reason: string; facts: UsedFacts };

/** Types of the attributes a filter reads; `any`: whatever the program declares. */
type AttributeTypes = Readonly<Record<string, 'string' | 'number' | 'boolean' | 'any'>>;

/** A filter with its parameters worked in, ready for a million candidates. `decide` is pure. */
export type PreparedFilter = {
  needs: readonly FactKind[];
  reads: AttributeTypes;
  decide(considered: Considered): FilterResult;
};

/**
 * `type` names the filter in a program's `filterChain`; `prepare` is called once per chain. A new filter is a file
 * here, its parameters in filter-step-schema.ts and a line in registry.ts.
 */
export type Filter<P> = { type: string; prepare(parameters: P): PreparedFilter };
