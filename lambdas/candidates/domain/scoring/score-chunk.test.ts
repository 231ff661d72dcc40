import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../../test/support/a-candidate.ts';
import type { DecisionRecord } from '../decision.ts';
import { bandOf } from './bands.ts';
import { afterFailure, afterSuccess, type BreakerState, closedBreaker, tryPass } from './breaker.ts';
import { featureKeys } from './features.ts';
import { scoreCacheKey } from './score-cache-key.ts';
import { type Scored, scorables, withScores } from './score-chunk.ts';

const spec = {
  features: [
    { name: 'price', entity: 'product', group: 'catalogue', default: 20 },
    { name: 'engagement', entity: 'customer', group: 'engagement', default: 0.5 },
  ] as const,
};
const model = { features: [...spec.features] };
const record = (overrides: Partial<DecisionRecord>): DecisionRecord => ({
  ...{ runId: 'r', programHash: 'h', decidedAt: '2026-11-21T00:00:00.000Z', candidate: aCandidate(), verdicts: [] },
  outcome: 'passed',
  ...overrides,
});
const scored = (value: number): Scored => ({
  value,
  scoredBy: 'model://m',
  modelVersion: '1',
  fallback: false,
  cached: false,
});
const bounds = { high: 0.7, medium: 0.4 };

describe('features of a candidate', () => {
  const fetched = new Map([
    ['customer#customer-1', { engagement: 0.9 }],
    ['product#product-1', { price: Number.NaN }],
  ]);

  it('stand in the model’s order; missing and unusable ones take the default and are named', () => {
    const [one] = scorables([record({})], model, fetched);
    expect(one?.vector).toEqual({ row: [20, 0.9], byName: { price: 20, engagement: 0.9 }, defaulted: ['price'] });
  });

  it('of the event itself come with the candidate, as numbers; the store is not asked for them', () => {
    const withEvent = { features: [{ name: 'errors', entity: 'event', group: 'event', default: 0 } as const] };
    const vectorOf = (attributes: Record<string, number | string>) =>
      scorables([record({ candidate: aCandidate({ attributes }) })], withEvent, fetched)[0]?.vector;
    expect(vectorOf({ errors: 3 })).toEqual({ row: [3], byName: { errors: 3 }, defaulted: [] });
    expect(vectorOf({ errors: '3' })?.defaulted).toEqual(['errors']);
    expect(featureKeys([aCandidate({})], withEvent)).toEqual([]);
  });

  it('are asked for once each', () => {
    const candidates = ['p1', 'p2', 'p1'].map((subject) => aCandidate({ subject }));
    expect(featureKeys(candidates, model)).toEqual([
      { entity: 'product', id: 'p1', group: 'catalogue' },
      { entity: 'customer', id: 'customer-1', group: 'engagement' },
      { entity: 'product', id: 'p2', group: 'catalogue' },
    ]);
  });
});

describe('scores of a chunk', () => {
  const records = [record({}), record({ outcome: 'rejected', reason: 'refunded' }), record({})];

  it('go to the records that passed; rejected ones stay as they are', () => {
    const waiting = scorables(records, model, new Map());
    const done = withScores(records, { scorables: waiting, scores: [scored(0.7), scored(0.1)] }, bounds);
    expect(done.map(({ outcome, score }) => [outcome, score?.value, score?.band])).toEqual([
      ['scored', 0.7, 'high'],
      ['rejected', undefined, undefined],
      ['scored', 0.1, 'low'],
    ]);
    expect(done[1]).toBe(records[1]);
  });

  it.each([[[0.5]], [[0.5, Number.NaN]], [[0.5, 1.01]]])(
    'are refused as a whole when one is no score: %j',
    (values) => {
      const waiting = scorables(records, model, new Map());
      expect(() => withScores(records, { scorables: waiting, scores: values.map(scored) }, bounds)).toThrow(RangeError);
    },
  );

  it('fall into bands by their lower bounds', () => {
    expect([1, 0.7, 0.69999, 0.4, 0.39999, 0].map((score) => bandOf(score, bounds))).toEqual([
      'high',
      'high',
      'medium',
      'medium',
      'low',
      'low',
    ]);
  });
});

describe('the key of a cached score', () => {
  const key = scoreCacheKey({ customerId: 'a', subject: 'b' }, '1', [1, 2]);
  it('changes with customer, subject, version and every feature', () => {
    const others = [
      scoreCacheKey({ customerId: 'x', subject: 'b' }, '1', [1, 2]),
      scoreCacheKey({ customerId: 'a', subject: 'x' }, '1', [1, 2]),
      scoreCacheKey({ customerId: 'a', subject: 'b' }, '2', [1, 2]),
      scoreCacheKey({ customerId: 'a', subject: 'b' }, '1', [2, 1]),
      scoreCacheKey({ customerId: 'a","b', subject: '' }, '1', [1, 2]),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
    expect(scoreCacheKey({ customerId: 'a', subject: 'b' }, '1', [1, 2])).toBe(key);
  });
});

describe('the circuit breaker', () => {
  const policy = { failures: 3, openForMs: 1000 };
  const fail = (state: BreakerState, now: number) => afterFailure(state, now, policy);
  const open = fail(fail(fail(closedBreaker, 0), 1), 2);

  it('opens after so many failures in a row, not before', () => {
    expect(fail(fail(closedBreaker, 0), 1).is).toBe('closed');
    expect(open.is).toBe('open');
    expect(fail(fail(afterSuccess(fail(fail(closedBreaker, 0), 1)), 2), 3).is).toBe('closed');
  });

  it('refuses while open, then lets one trial through at a time', () => {
    expect(tryPass(open, 1001, policy).allowed).toBe(false);
    const trial = tryPass(open, 1002, policy);
    expect(trial).toEqual({ allowed: true, state: { is: 'half-open', since: 1002 } });
    expect(tryPass(trial.state, 1003, policy).allowed).toBe(false);
    expect(fail(trial.state, 1004).is).toBe('open');
    expect(afterSuccess(trial.state).is).toBe('closed');
  });

  it('never stays shut for longer than the pause, whatever happened', () => {
    const happening = fc.tuple(fc.constantFrom('ok', 'failed', 'lost'), fc.nat(2000));
    fc.assert(
      fc.property(fc.array(happening), (happenings) => {
        let state: BreakerState = closedBreaker;
        let now = 0;
        for (const [what, after] of happenings) {
          now += after;
          const pass = tryPass(state, now, policy);
          state = pass.state;
          if (!pass.allowed || what === 'lost') continue;
          state = what === 'ok' ? afterSuccess(state) : afterFailure(state, now, policy);
        }
        expect(tryPass(state, now + policy.openForMs, policy).allowed).toBe(true);
      }),
    );
  });
});
