// filters-vs-json-rules-engine: candidates a second with facts in hand, full verdicts, in one process, in turn.
import { compileChain } from '../../lambdas/candidates/domain/filters/compile-chain.ts';
import { filterChunk } from '../../lambdas/candidates/domain/filters/filter-chain.ts';
import { loadProgramFile } from '../programs/load-program.ts';
import { type BenchRow, median, secondsOf } from './bench-row.ts';
import { asOf, type Judged, judged } from './filter-candidates.ts';
import { passes, rulesEngine } from './json-rules-peer.ts';

const ours = 200_000;
const theirs = 4_000;
const rounds = 5;

const passedByRules = async (engine: ReturnType<typeof rulesEngine>, all: readonly Judged[]): Promise<number> => {
  const earlier = new Map<string, number>();
  let passed = 0;
  for (const one of all) {
    const before = earlier.get(one.candidate.customerId) ?? 0;
    if (!(await passes(engine, one, before))) continue;
    earlier.set(one.candidate.customerId, before + 1);
    passed += 1;
  }
  return passed;
};

export const filters = async (): Promise<BenchRow[]> => {
  const { program } = await loadProgramFile('programs/product-reviews.yaml');
  const chain = compileChain(program);
  const all = Array.from({ length: ours }, (_, n) => judged(n));
  const factsOf = new Map(all.map(({ candidate, facts }) => [candidate, facts]));
  const run = { runId: 'bench', programHash: 'bench', asOf };
  const filter = (some: readonly Judged[]) =>
    filterChunk(chain, { candidates: some.map((one) => one.candidate), factsFor: (c) => factsOf.get(c) ?? {} }, run)
      .records;

  const engine = rulesEngine();
  const few = all.slice(0, theirs);
  const agreed = filter(few).filter((record) => record.outcome === 'passed').length;
  const peer = await passedByRules(engine, few);
  if (Math.abs(agreed - peer) > theirs * 0.01) throw new Error(`The peer lets ${peer} of ${theirs} pass, we ${agreed}`);

  const rates: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const own = await secondsOf(() => {
      for (let start = 0; start < ours; start += 5_000) filter(all.slice(start, start + 5_000));
    });
    const other = await secondsOf(() => passedByRules(engine, few));
    rates.push({ ours: ours / own, theirs: theirs / other });
  }
  const value = median(rates.map((rate) => rate.ours));
  const baseline = median(rates.map((rate) => rate.theirs));
  return [
    {
      name: 'filters-vs-json-rules-engine',
      value: Math.round(value),
      unit: 'candidates/s',
      baseline: Math.round(baseline),
      ratio: median(rates.map((rate) => rate.ours / rate.theirs)),
      how: `product-reviews chain, chunks of 5,000 of ${ours} candidates, facts in hand, full verdicts; json-rules-engine with the same nine checks over ${theirs}; median of ${rounds} rounds in turn, one process`,
    },
  ];
};
