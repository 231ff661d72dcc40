import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { FactKind } from '../facts.ts';
import type { PreparedFilter } from './filter.ts';
import { prepareStep } from './registry.ts';

export type ChainStep = { filterId: string; type: string; decide: PreparedFilter['decide'] };

/** A program's filter chain, made once per program: `orders[i]` holds the filters that run together. */
export type FilterChain = {
  programId: string;
  marketplaces: readonly string[];
  needs: readonly FactKind[];
  orders: readonly (readonly ChainStep[])[];
};

type Chained = Pick<BatchProgram, 'programId' | 'marketplaces' | 'filterChain'>;

/** Which kinds of facts the program's filters look up. */
export const factNeeds = (program: Pick<BatchProgram, 'filterChain'>): FactKind[] => [
  ...new Set(program.filterChain.flatMap((step) => prepareStep(step).needs)),
];

/** Groups the program's steps by order, ascending; within one order the file's sequence is kept. */
export const compileChain = (program: Chained): FilterChain => {
  const orders = new Map<number, ChainStep[]>();
  for (const step of [...program.filterChain].sort((a, b) => a.order - b.order)) {
    const together = orders.get(step.order) ?? [];
    together.push({ filterId: step.filterId, type: step.type, decide: prepareStep(step).decide });
    orders.set(step.order, together);
  }
  const { programId, marketplaces } = program;
  return { programId, marketplaces, needs: factNeeds(program), orders: [...orders.values()] };
};
