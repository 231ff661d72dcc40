import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareScoreKeys, leastScoreKey, scoreKeyOf } from './score-key.ts';

const key = (score: number, customerId = 'c', subject = 'p') => scoreKeyOf({ score, customerId, subject });
const score = fc.double({ min: 1e-4, max: 1, noNaN: true });

it('orders keys as their scores, however close', () => {
  fc.assert(
    fc.property(score, score, (a, b) => {
      expect(Math.sign(compareScoreKeys(key(a), key(b)))).toBe(Math.sign(a - b));
    }),
  );
});

it('counts a score equal to the least as enough, and the next smaller one as too little', () => {
  fc.assert(
    fc.property(score, (least) => {
      expect(compareScoreKeys(key(least), leastScoreKey(least))).toBeGreaterThan(0);
      expect(compareScoreKeys(key(least - 1e-12), leastScoreKey(least))).toBeLessThan(0);
    }),
  );
});

it('breaks ties by UTF-8 bytes, as DynamoDB does, not by UTF-16 units', () => {
  expect(compareScoreKeys(key(0.5, '\u{1F40E}'), key(0.5, '\uFFFD'))).toBeGreaterThan(0);
});

it('agrees with the bytes whatever the ids', () => {
  const id = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(id, id, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(key(0.5, a)), Buffer.from(key(0.5, b)));
      expect(Math.sign(compareScoreKeys(key(0.5, a), key(0.5, b)))).toBe(Math.sign(bytes));
    }),
  );
});
