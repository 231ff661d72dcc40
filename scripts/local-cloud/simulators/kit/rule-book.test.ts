import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReceivedLog } from './received-log.ts';
import { createRuleBook } from './rule-book.ts';
import { seededRandom } from './seeded-random.ts';

const book = (seed: number) =>
  createRuleBook<string, string, string>({
    matches: (match, request) => request.includes(match),
    random: seededRandom(seed),
  });

it('never applies a rule more than `times`, whatever comes in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (requests, times, share) => {
        const rules = book(7);
        rules.replace([{ match: '', then: 'hit', times, share }]);
        const hits = requests.filter((request) => rules.pick(request) === 'hit').length;
        expect(hits).toBeLessThanOrEqual(times);
        expect(rules.list()[0]?.applied).toBe(hits);
      },
    ),
  );
});

it('makes the same choices again for the same seed, and others for another', () => {
  const choices = (seed: number) => {
    const rules = book(seed);
    rules.replace([{ match: '', then: 'hit', share: 0.3 }]);
    return Array.from({ length: 200 }, () => rules.pick('') === 'hit');
  };
  expect(choices(1)).toEqual(choices(1));
  expect(choices(1)).not.toEqual(choices(2));
});

it('leaves a request that a rule spares to the next rule', () => {
  const rules = book(1);
  rules.replace([
    { match: 'a', then: 'never', share: 0 },
    { match: 'a', then: 'once', times: 1 },
    { match: '', then: 'rest' },
  ]);
  expect(['a', 'a', 'b'].map(rules.pick)).toEqual(['once', 'rest', 'rest']);
});

it('leaves other sets alone, whoever puts or clears one', () => {
  const rules = book(1);
  rules.replace([{ match: 'a', then: 'first' }], 'one');
  rules.replace([{ match: 'b', then: 'second' }], 'two');
  rules.replace([], 'one');
  expect(['a', 'b'].map(rules.pick)).toEqual([undefined, 'second']);
  expect(rules.list('one')).toEqual([]);
  expect(rules.list('two')).toMatchObject([{ then: 'second', applied: 1 }]);
  rules.replace([]);
  expect(rules.isEmpty()).toBe(true);
});

it('forgets the oldest requests when their bodies grow too big, and counts them', () => {
  const log = createReceivedLog(10);
  for (const path of ['/1', '/2', '/3']) log.add({ at: '', method: 'POST', path, headers: {}, body: '' }, 4);
  const { received, forgotten } = log.list();
  expect(received.map(({ path }) => path)).toEqual(['/2', '/3']);
  expect(forgotten).toBe(1);
});
