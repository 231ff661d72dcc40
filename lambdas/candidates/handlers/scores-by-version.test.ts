import { describe, expect, it, vi } from 'vitest';
import { fixedClock } from '../../shared/clock.ts';
import { TransientError } from '../../shared/errors.ts';
import { memoryModelRegistry } from '../adapters/memory-model-registry.ts';
import { memoryScoreCache } from '../adapters/memory-score-cache.ts';
import { memoryScoringProviders } from '../adapters/memory-scoring-providers.ts';
import { servingChoices } from '../adapters/serving-choices.ts';
import { versionFor } from '../domain/models/serving.ts';
import type { Scorable } from '../domain/scoring/score-chunk.ts';
import { createScoreRows } from './score-rows.ts';
import { scoreByVersion } from './scores-by-version.ts';

const clock = fixedClock('2026-11-22T03:00:00.000Z');
const serving = { current: '2.0.0', canary: { version: '2.1.0', share: 0.3 } };
const model = {
  ...{ modelId: 'm', endpoint: 'model://m', fallback: 'constant://0.5', features: ['a'], cacheTTLDays: 7 },
  bands: { high: 0.7, medium: 0.4 },
};

/** The score tells which version was asked. */
const scoreOf: Record<string, number> = { '2.0.0': 0.2, '2.1.0': 0.21, 'as deployed': 0.9 };

const depsWith = () => {
  const open = async (_endpoint: string, version?: string) => ({
    version: version ?? 'as deployed',
    score: async (rows: readonly (readonly number[])[]) => rows.map(() => scoreOf[version ?? 'as deployed'] ?? 0),
  });
  const providers = { ...memoryScoringProviders({}), open };
  return { providers, cache: memoryScoreCache(clock), scoreRows: createScoreRows({ providers, clock }) };
};
const customers = Array.from({ length: 200 }, (_, n) => `customer-${n}`);
const scorables = customers.map(
  (customerId, index): Scorable => ({
    ...{ index, customerId, subject: 'p' },
    vector: { row: [1], byName: { a: 1 }, defaulted: [] },
  }),
);

describe('a chunk of a run that was pinned to a current version and a canary', () => {
  it('is scored customer by customer by the one that serves them, in order', async () => {
    const { scores } = await scoreByVersion(depsWith(), { model, serving }, scorables);
    const versions = scores.map(({ modelVersion, value }) => [modelVersion, value]);
    const expected = customers.map((customer) => versionFor('m', serving, customer));
    expect(versions).toEqual(expected.map((version) => [version, scoreOf[version]]));
    expect(new Set(expected).size).toBe(2);
  });

  it('is scored as deployed where the registry knew nothing', async () => {
    const { scores } = await scoreByVersion(depsWith(), { model, serving: undefined }, scorables.slice(0, 1));
    expect(scores[0]).toMatchObject({ modelVersion: 'as deployed', value: 0.9, fallback: false });
  });
});

describe('which versions serve', () => {
  type Prepare = NonNullable<Parameters<typeof servingChoices>[0]['prepare']>;
  const aRegistry = (prepare?: Prepare) => {
    const state = { now: Date.parse('2026-11-22T03:00:00.000Z'), asked: 0, away: false };
    const registry = memoryModelRegistry();
    const serving = async (modelId: string) => {
      state.asked += 1;
      if (state.away) throw new TransientError('busy', { whatToDo: 'wait' });
      return registry.serving(modelId);
    };
    const choices = servingChoices({
      ...{ clock: { now: () => new Date(state.now) }, registry: { serving } },
      ...(prepare && { prepare }),
    });
    const adopt = async () => {
      const one = { modelId: 'm', version: '1', trainedAt: '2026-11-01T00:00:00.000Z', key: 'k', metrics: {} };
      await registry.register({ ...one, state: 'candidate' });
      await registry.save({ serving: { modelId: 'm', current: '1', revision: 1 }, states: [], reason: 'adopted' });
    };
    return { state, choices, adopt };
  };

  it('is asked once a minute, and holds while the registry is away', async () => {
    const { state, choices, adopt } = aRegistry();
    expect(await choices('m')).toBeUndefined();
    await adopt();
    state.now += 59_000;
    expect(await choices('m')).toBeUndefined();
    state.now += 1_000;
    expect(await choices('m')).toEqual({ current: '1' });
    expect(state.asked).toBe(2);
    state.away = true;
    state.now += 60_000;
    expect(await choices('m')).toEqual({ current: '1' });
    expect(state.asked).toBe(3);
  });

  it('is not waited for where versions are opened ahead: the last one serves until the next is open', async () => {
    const opening: { version: string; done: () => void }[] = [];
    const { state, choices, adopt } = aRegistry(
      (_modelId, { current }) => new Promise((done) => opening.push({ version: current, done })),
    );
    expect(await choices('m')).toBeUndefined();
    await adopt();
    state.now += 3_600_000;
    expect(await choices('m')).toBeUndefined();
    await vi.waitUntil(() => opening.length === 1);
    expect(await choices('m')).toBeUndefined();
    opening[0]?.done();
    await vi.waitUntil(async () => (await choices('m'))?.current === '1');
    expect([state.asked, opening.map(({ version }) => version)]).toEqual([2, ['1']]);
  });

  it('stays as it is while what is to serve cannot be opened', async () => {
    const { state, choices, adopt } = aRegistry(async () => {
      throw new TransientError('no such file', { whatToDo: 'put it there' });
    });
    expect(await choices('m')).toBeUndefined();
    await adopt();
    for (let minutes = 1; minutes < 4; minutes += 1) {
      state.now += 60_000;
      expect(await choices('m')).toBeUndefined();
      await vi.waitUntil(() => state.asked === minutes + 1);
    }
  });
});
