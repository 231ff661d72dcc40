// filters-vs-json-rules-engine: candidates a second with facts in hand, full verdicts, in one process, in turn.
import { compileChain, type FilterChain } from '../../lambdas/candidates/domain/filters/compile-chain.ts';
import { decideCandidate } from '../../lambdas/candidates/domain/filters/filter-chain.ts';
import { daysBefore } from '../../lambdas/candidates/domain/instant.ts';
import { loadBatchProgramFile } from '../programs/load-program.ts';
import { type BenchRow, median, secondsOf } from './bench-row.ts';
import { asOf, type Judged, judged } from './filter-candidates.ts';
import { passes, rulesEngine } from './json-rules-peer.ts';

const ours = 200_000;
const theirs = 4_000;
const rounds = 7;

/** Counts who passes. A customer's candidates stand together, and the earlier ones use up the cap, as in a chunk. */
const passedBy = async (
  all: readonly Judged[],
  pass: (one: Judged, earlier: number) => boolean | Promise<boolean>,
): Promise<number> => {
  let customer = '';
  let earlier = 0;
  let passed = 0;
  for (const one of all) {
    if (one.candidate.customerId !== customer) {
      customer = one.candidate.customerId;
      earlier = 0;
    }
    const answer = pass(one, earlier);
    if (!(typeof answer === 'boolean' ? answer : await answer)) continue;
    earlier += 1;
    passed += 1;
  }
  return passed;
};

const byChain = (chain: FilterChain) => {
  const context = { ...chain, asOf, capFrom: daysBefore(asOf, 30), passedEarlier: 0 };
  const run = { runId: 'bench', programHash: 'bench', asOf };
  return (one: Judged, earlier: number): boolean => {
    context.passedEarlier = earlier;
    return decideCandidate(chain, { ...one, context }, run).outcome === 'passed';
  };
};

const ourChain = (): FilterChain => {
  const { program, problems } = loadBatchProgramFile('programs/product-reviews.yaml');
  if (!program) throw new Error(`programs/product-reviews.yaml: ${JSON.stringify(problems)}`);
  return compileChain(program);
};

export const filters = async (): Promise<BenchRow[]> => {
  const all = Array.from({ length: ours }, (_, n) => judged(n));
  const few = all.slice(0, theirs);
  const chain = byChain(ourChain());
  const engine = rulesEngine();
  const rules = (one: Judged, earlier: number) => passes(engine, one, earlier);

  const [agreed, peer] = [await passedBy(few, chain), await passedBy(few, rules)];
  if (agreed !== peer) throw new Error(`json-rules-engine lets ${peer} of ${theirs} pass, we ${agreed}`);

  const rates: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const own = await secondsOf(() => passedBy(all, chain));
    const other = await secondsOf(() => passedBy(few, rules));
    rates.push({ ours: ours / own, theirs: theirs / other });
  }
  return [
    {
      name: 'filters-vs-json-rules-engine',
      value: Math.round(median(rates.map((rate) => rate.ours))),
      unit: 'candidates/s',
      baseline: Math.round(median(rates.map((rate) => rate.theirs))),
      ratio: median(rates.map((rate) => rate.ours / rate.theirs)),
      how: `chain of product-reviews, facts in hand, every verdict with reason and facts, ${ours} candidates; json-rules-engine with the same nine checks over ${theirs} of them (same result, checked); median of ${rounds} rounds in turn in one process`,
    },
  ];
};
