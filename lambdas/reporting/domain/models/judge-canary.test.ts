// Simulated with fixed seeds: how often a broken canary is found, and how often a sound one is suspected.
import { describe, expect, it } from 'vitest';
import { type Random, randomFor } from '../../../../scripts/generate/random.ts';
import { type Arms, type CanaryVerdict, type Decided, judgeCanary } from './judge-canary.ts';

type Scores = Pick<Decided, 'served' | 'canary' | 'current'>;
/** What is served to a customer whose risk has these log odds. */
type Serve = (odds: number, random: Random) => Scores;
type Setting = { customers: [number, number]; onCanary: Serve; onCurrent?: Serve; ripe?: boolean };

const terms = { margin: 0.002, labelDays: 30 };
const share = (odds: number): number => 1 / (1 + Math.exp(-odds));
const all = (score: number): Scores => ({ served: score, canary: score, current: score });

const identical: Serve = (odds) => all(share(odds));
const better: Serve = (odds, random) => ({ ...all(share(odds)), current: share(odds / 2 + random.normal(0, 0.5)) });
/** Of another customer, as when rows are mixed up on the way. */
const shuffled: Serve = (odds, random) => ({ ...all(share(odds)), served: share(random.normal(-0.5, 1.5)) });
const inverted: Serve = (odds) => ({ ...all(share(odds)), served: 1 - share(odds) });
/** Files that say nothing of the customer, and are served as they are. */
const noise: Serve = (odds, random) => {
  const score = share(random.normal(-0.5, 1.5));
  return { served: score, canary: score, current: share(odds) };
};
/** Features that don't arrive: defaults stand in for half of what a score is made of. */
const withoutFeatures: Serve = (odds) => ({ ...all(share(odds / 2)), current: share(odds / 2) });

const group = (count: number, serve: Serve, { random, ripe }: { random: Random; ripe: boolean }): Decided[] =>
  Array.from({ length: count }, (_, n) => {
    const odds = random.normal(-0.5, 1.5);
    const label = random.chance(share(odds)) ? 1 : 0;
    const about = { customerId: `c-${n}`, at: '2026-11-01T00:00:00.000Z', fallback: false };
    return { ...about, ...serve(odds, random), ...(ripe && { label }) };
  });

const judged = ({ customers, onCanary, onCurrent = onCanary, ripe = false }: Setting, run = 0): CanaryVerdict => {
  const random = randomFor(run, 'canary', customers[0]);
  const arms = {
    canary: group(customers[0], onCanary, { random, ripe }),
    current: group(customers[1], onCurrent, { random, ripe }),
  };
  return judgeCanary(arms, terms, random.next);
};

const runs = 200;
const few: [number, number] = [200, 1_800];
const many: [number, number] = [1_000, 4_000];
/** How many of the runs ended so. */
const ended = (outcome: CanaryVerdict['outcome'], setting: Setting, times = runs): number =>
  Array.from({ length: times }, (_, run) => judged(setting, run)).filter((one) => one.outcome === outcome).length;

describe('a canary that is sound', () => {
  it.each([
    ['the current model once more, 200 customers', { customers: few, onCanary: identical }],
    ['the current model once more, 1,000 customers', { customers: many, onCanary: identical }],
    ['a better model', { customers: few, onCanary: better }],
  ])('is kept: %s', (_what, setting) => {
    expect(ended('promote', setting)).toBeGreaterThanOrEqual(0.99 * runs);
  });

  it.each([
    ['the current model once more', identical],
    ['a better model', better],
  ])('is kept where outcomes are known: %s', (_what, onCanary) => {
    expect(ended('promote', { customers: [200, 600], onCanary, ripe: true }, 100)).toBeGreaterThanOrEqual(99);
  });
});

describe('a canary that is broken', () => {
  it.each([
    ['scores of other customers', { onCanary: shuffled, onCurrent: identical }],
    ['scores upside down', { onCanary: inverted, onCurrent: identical }],
    ['files that say nothing', { onCanary: noise }],
  ])('is rolled back without any outcome: %s', (_what, given) => {
    expect(ended('roll-back', { customers: few, ...given })).toBeGreaterThanOrEqual(0.99 * runs);
  });

  it('is rolled back when its features don’t arrive', () => {
    const setting = { customers: many, onCanary: withoutFeatures, onCurrent: identical };
    expect(ended('roll-back', setting)).toBeGreaterThanOrEqual(0.99 * runs);
    expect(judged(setting).reason).toContain('spread otherwise');
  });

  it('is rolled back by the outcomes, once they are known', () => {
    const setting: Setting = { customers: [200, 600], onCanary: noise, ripe: true };
    expect(ended('roll-back', setting, 100)).toBeGreaterThanOrEqual(99);
    expect(judged(setting).reason).toContain('log loss rises');
  });
});

const sound = (customers: [number, number]): Arms => {
  const random = randomFor(1, 'sound');
  const of = (count: number) => group(count, identical, { random, ripe: false });
  return { canary: of(customers[0]), current: of(customers[1]) };
};
const judge = (arms: Arms) => judgeCanary(arms, terms, randomFor(1, 'bootstrap').next);
const fallenBack = (rows: readonly Decided[], every: number): Decided[] =>
  rows.map((row, n) => (n % every === 0 ? { ...row, fallback: true, served: 0.5 } : row));

describe('the verdict', () => {
  it('says what it could not see', () => {
    expect(judge(sound(few)).reason).toMatch(/0 outcomes are known yet \(they take 30 days\)/);
    const setting: Setting = { customers: [200, 600], onCanary: better, ripe: true };
    expect(judged(setting).reason).toMatch(/log loss falls by 0\.\d+ over 800 known outcomes/);
  });

  it('finds a single score that its files do not say, however few there are', () => {
    const { canary, current } = sound([50, 50]);
    const wrong = canary.map((row, n) => (n === 7 ? { ...row, served: row.served + 1e-5 } : row));
    expect(judge({ canary: wrong, current })).toMatchObject({ outcome: 'roll-back', figures: { misserved: 1 } });
    const rounded = canary.map((row) => ({ ...row, served: row.served + 1e-9 }));
    expect(judge({ canary: rounded, current }).outcome).toBe('undecided');
  });

  it('rolls back what falls back more often than the others, and only that', () => {
    const { canary, current } = sound([400, 4_000]);
    expect(judge({ canary: fallenBack(canary, 10), current })).toMatchObject({ outcome: 'roll-back' });
    expect(judge({ canary: fallenBack(canary, 1), current }).reason).toContain('fell back');
    const both = { canary: fallenBack(canary, 10), current: fallenBack(current, 10) };
    expect(judge(both)).toMatchObject({ outcome: 'promote', figures: { fallbackGap: 0 } });
  });

  it('takes no fallback’s score for the canary’s', () => {
    const { canary, current } = sound([400, 4_000]);
    const arms = { canary: fallenBack(canary, 100), current: fallenBack(current, 2) };
    expect(judge(arms)).toMatchObject({ outcome: 'promote', figures: { misserved: 0 } });
  });

  it('with few customers waits for more, however many decisions they have', () => {
    expect(judge(sound([199, 4_000])).outcome).toBe('undecided');
    expect(judge(sound([400, 10])).outcome).toBe('undecided');
    const { canary, current } = sound([100, 1_000]);
    const again = canary.map((row) => ({ ...row, at: '2026-11-02T00:00:00.000Z' }));
    expect(judge({ canary: [...canary, ...again, ...again], current })).toMatchObject({
      outcome: 'undecided',
      figures: { canary: 100 },
    });
    const { canary: mostly, current: others } = sound([250, 1_000]);
    const away = { canary: fallenBack(mostly, 2), current: fallenBack(others, 2) };
    expect(judge(away)).toMatchObject({
      outcome: 'undecided',
      reason: expect.stringContaining('scored by a model: 125'),
    });
  });
});
