// The seed's proportions (seeds/product-reviews.md) must arise from the world through Herald's own filters and model.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Candidate } from '../../lambdas/candidates/domain/candidate.ts';
import type { DecisionRecord } from '../../lambdas/candidates/domain/decision.ts';
import type { CustomerFacts, Facts, ProductFacts } from '../../lambdas/candidates/domain/facts.ts';
import { compileChain } from '../../lambdas/candidates/domain/filters/compile-chain.ts';
import { filterChunk } from '../../lambdas/candidates/domain/filters/filter-chain.ts';
import { createRowMapper } from '../../lambdas/candidates/domain/run/row-mapper.ts';
import { bandOf } from '../../lambdas/candidates/domain/scoring/bands.ts';
import { assembleFeatures } from '../../lambdas/candidates/domain/scoring/features.ts';
import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import { parseXgboostModel, predict } from '../../lambdas/candidates/domain/scoring/trees.ts';
import { batchProgramSchema } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { readFacts } from '../try/read-facts.ts';
import { generateData } from './generate-data.ts';

const program = batchProgramSchema.parse(parse(readFileSync('programs/product-reviews.yaml', 'utf8')));
const modelFile = (name: string): unknown => JSON.parse(readFileSync(`models/review-propensity-v2/${name}`, 'utf8'));
const root = mkdtempSync(join(tmpdir(), 'herald-funnel-'));

type FeatureItem = { entity: string; values: Record<string, number> };

const lines = (name: string): string[] =>
  readFileSync(join(root, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
const items = <T>(name: string): T[] => lines(name).map((line) => JSON.parse(line) as T);

const factsFrom = (): ((candidate: Candidate) => Facts) => {
  const customers = new Map(items<CustomerFacts>('customers').map((item) => [item.customerId, item]));
  const products = new Map(items<ProductFacts>('products').map((item) => [item.productId, item]));
  const contacts = new Map(readFacts(root).contacts.map((facts) => [facts.customerId, facts]));
  return ({ customerId, subject }) => {
    const customer = customers.get(customerId);
    const product = products.get(subject);
    const contact = contacts.get(customerId);
    return { ...(customer && { customer }), ...(product && { product }), ...(contact && { contact }) };
  };
};

const decide = (asOf: string): DecisionRecord[] => {
  const mapper = createRowMapper(program);
  const candidates = lines('rows').flatMap((line) => mapper.map(line).candidate ?? []);
  const chunk = { candidates, factsFor: factsFrom() };
  return filterChunk(compileChain(program), chunk, { runId: 'run', programHash: 'hash', asOf }).records;
};

const bandsOf = (passed: DecisionRecord[]): string[] => {
  const model = parseXgboostModel(modelFile('model.json'));
  const spec = modelFile('features.json') as ModelSpec;
  const fetched = new Map<string, Record<string, number>>();
  for (const { entity, values } of items<FeatureItem>('features'))
    fetched.set(entity, { ...fetched.get(entity), ...values });
  const rows = passed.map(({ candidate }) => assembleFeatures(candidate, spec, fetched).row);
  return [...predict(model, rows)].map((score) => bandOf(score, program.scoringModel.bands));
};

const shares = (values: (string | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? 'passed'] = (counts[value ?? 'passed'] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / values.length]));
};

const expectNear = (found: Record<string, number>, expected: Record<string, number>) => {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, share] of Object.entries(expected))
    expect(Math.abs((found[name] ?? 0) - share), `${name}: ${found[name]}`).toBeLessThan(0.02);
};

afterAll(() => rmSync(root, { recursive: true }));

describe.each([
  { size: 'small', day: '2026-11-20' },
  { size: 'small', day: '2027-03-01' },
  { size: 'medium', day: '2026-11-20' },
] as const)('the $size deliveries of $day', ({ size, day }) => {
  let records: DecisionRecord[];
  beforeAll(async () => {
    await generateData({ size, seed: 42, day }, root);
    records = decide(new Date(Date.parse(day) + 86_400_000).toISOString());
  });

  it('fall to trust, eligibility and cap as in the seed', () => {
    const expected = { trust: 0.1, eligibility: 0.2, 'frequency-cap': 0.3, passed: 0.4 };
    expectNear(shares(records.map(({ rejectedBy }) => rejectedBy)), expected);
  });

  it('show every reason that the filters have for such data', () => {
    const reasons = new Set(records.map(({ reason }) => reason));
    for (const reason of ['customer-unknown', 'customer-not-active', 'customer-flagged', 'not-purchased', 'refunded'])
      expect(reasons).toContain(reason);
    // Opted out, product closed, reviewed already, marketplace not enabled, cap; and none when passed.
    expect(reasons.size).toBeGreaterThanOrEqual(11);
  });

  it('score high, medium and low as in the seed', () => {
    const passed = records.filter(({ outcome }) => outcome === 'passed');
    expectNear(shares(bandsOf(passed)), { high: 0.25, medium: 0.5, low: 0.25 });
  });
});
