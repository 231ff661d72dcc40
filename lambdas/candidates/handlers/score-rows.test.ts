import { describe, expect, it } from 'vitest';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { fixedClock } from '../../shared/clock.ts';
import { TransientError } from '../../shared/errors.ts';
import { memoryScoreCache } from '../adapters/memory-score-cache.ts';
import { memoryScoringProviders } from '../adapters/memory-scoring-providers.ts';
import type { Scorable } from '../domain/scoring/score-chunk.ts';
import { scoreWithCache } from './cached-scores.ts';
import { createScoreRows } from './score-rows.ts';

const endpoint = 'sagemaker://reviews';
const model = { ...aPinnedProgram().program.scoringModel, endpoint, fallback: 'constant://0.5' };
const rows = (count: number) => Array.from({ length: count }, (_, n) => [n]);
const scorables = (count: number): Scorable[] =>
  rows(count).map((row, index) => ({
    index,
    customerId: `c${index}`,
    subject: 'p',
    vector: { row, byName: {}, defaulted: [] },
  }));

/** An endpoint that can be taken away, and counts the rows of each call. */
const open = () => {
  const state = { away: false, now: '2026-11-20T02:00:00.000Z', calls: [] as number[] };
  const score = async (asked: readonly (readonly number[])[]) => {
    state.calls.push(asked.length);
    if (state.away) throw new TransientError('away', { whatToDo: 'wait' });
    return asked.map(() => 0.9);
  };
  const providers = memoryScoringProviders({ endpoints: { [endpoint]: { version: 'v7', score } } });
  const clock = { now: () => new Date(state.now) };
  const cache = memoryScoreCache(fixedClock(state.now));
  return { state, deps: { providers, cache, scoreRows: createScoreRows({ providers, clock }) } };
};

describe('a provider', () => {
  it('is asked 1,000 rows a call', async () => {
    const { state, deps } = open();
    const scored = await deps.scoreRows(model, rows(2_500));
    expect(state.calls).toEqual([1_000, 1_000, 500]);
    expect(scored).toHaveLength(2_500);
    expect(scored[0]).toEqual({ value: 0.9, scoredBy: endpoint, modelVersion: 'v7', fallback: false, cached: false });
  });

  it('rests after three failures in a row, while the fallback scores, and is tried again', async () => {
    const { state, deps } = open();
    state.away = true;
    const scored = await deps.scoreRows(model, rows(5_000));
    expect(state.calls).toHaveLength(3);
    expect(new Set(scored.map(({ value, scoredBy, fallback }) => `${value} ${scoredBy} ${fallback}`))).toEqual(
      new Set(['0.5 constant://0.5 true']),
    );
    state.away = false;
    await deps.scoreRows(model, rows(1));
    expect(state.calls).toHaveLength(3);
    state.now = '2026-11-20T02:00:31.000Z';
    expect(await deps.scoreRows(model, rows(1))).toMatchObject([{ value: 0.9, fallback: false }]);
  });

  it('that is wrong, not away, fails the chunk', async () => {
    const { deps } = open();
    await expect(deps.scoreRows({ endpoint: 'model://none', fallback: 'constant://0.5' }, rows(1))).rejects.toThrow(
      'none',
    );
  });
});

describe('the score cache', () => {
  it('spares the calls it can, and says so', async () => {
    const { state, deps } = open();
    await scoreWithCache(deps, model, scorables(3));
    const again = await scoreWithCache(deps, model, scorables(4));
    expect(state.calls).toEqual([3, 1]);
    expect(again.cacheLookups).toBe(4);
    expect(again.scores.map(({ cached }) => cached)).toEqual([true, true, true, false]);
    expect(again.scores[0]).toMatchObject({ value: 0.9, modelVersion: 'v7', scoredBy: endpoint });
  });

  it('never keeps a fallback’s score', async () => {
    const { state, deps } = open();
    state.away = true;
    await scoreWithCache(deps, model, scorables(2));
    state.away = false;
    const later = await scoreWithCache(deps, model, scorables(2));
    expect(later.scores.map(({ value, cached }) => [value, cached])).toEqual([
      [0.9, false],
      [0.9, false],
    ]);
  });

  it('is not asked where a call costs nothing', async () => {
    const { deps } = open();
    const free = { ...model, endpoint: 'constant://0.7' };
    expect(await scoreWithCache(deps, free, scorables(2))).toMatchObject({
      cacheLookups: 0,
      scores: [{ value: 0.7 }, {}],
    });
  });

  it('may be away', async () => {
    const { deps } = open();
    const broken = { get: () => Promise.reject(new Error('gone')), put: () => Promise.reject(new Error('gone')) };
    expect((await scoreWithCache({ ...deps, cache: broken }, model, scorables(2))).scores).toHaveLength(2);
  });
});
