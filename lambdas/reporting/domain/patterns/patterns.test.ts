import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertMemory, judgeNews } from './alert-memory.ts';
import { digestOf } from './digest.ts';
import { discoveries } from './false-discoveries.ts';
import { findRises, type Pattern } from './find-rises.ts';
import { addCases, noCounts } from './issue-counts.ts';
import { upperTail } from './negative-binomial.ts';
import { riseOf } from './rise-test.ts';

describe('the upper tail', () => {
  it('is the Poisson’s where variance is mean', () => {
    expect(upperTail(0, { mean: 3, dispersion: 1 })).toBe(1);
    expect(upperTail(1, { mean: 3, dispersion: 1 })).toBeCloseTo(1 - Math.exp(-3), 12);
    // R: ppois(9, 3, lower.tail = FALSE)
    expect(upperTail(10, { mean: 3, dispersion: 1 })).toBeCloseTo(0.001_102_488, 8);
  });

  it('is the geometric distribution’s for size 1', () => {
    // Size 1 means mean = dispersion − 1; P(Y ≥ k) = (1 − p)^k with p = 1 / dispersion.
    expect(upperTail(7, { mean: 4, dispersion: 5 })).toBeCloseTo(0.8 ** 7, 12);
  });

  it('keeps its digits far out', () => {
    // Geometric again: no difference from 1 is left there.
    expect(upperTail(200, { mean: 4, dispersion: 5 }) / 0.8 ** 200).toBeCloseTo(1, 6);
  });

  it('falls with the count and rises with the dispersion beyond the mean', () => {
    const shape = fc.record({
      mean: fc.double({ min: 0.1, max: 200, noNaN: true }),
      dispersion: fc.double({ min: 1, max: 8, noNaN: true }),
    });
    fc.assert(
      fc.property(shape, fc.nat(400), (of, count) => {
        const p = upperTail(count, of);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1 + 1e-12);
        expect(upperTail(count + 1, of)).toBeLessThanOrEqual(p + 1e-12);
      }),
    );
  });
});

describe('a rise', () => {
  const steady = Array.from({ length: 28 }, (_, day) => 4 + (day % 3));

  it('is certain for ten times the usual and none for the usual', () => {
    expect(riseOf(50, steady).p).toBeLessThan(1e-12);
    expect(riseOf(5, steady).p).toBeGreaterThan(0.3);
  });

  it('takes more where days differ more', () => {
    const wild = Array.from({ length: 28 }, (_, day) => (day % 7 === 0 ? 23 : 2));
    expect(riseOf(15, wild).p).toBeGreaterThan(riseOf(15, steady).p * 100);
  });

  it('reckons with something where nothing ever was', () => {
    const { expected, p } = riseOf(2, new Array(28).fill(0));
    expect(expected).toBeCloseTo(0.5 / 28, 12);
    expect(p).toBeGreaterThan(1e-4);
  });
});

describe('many tests', () => {
  it('stand out as Benjamini and Hochberg’s own example has it', () => {
    // Their table of 15 p-values, at 0.05: the first four.
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(discoveries(ps, 0.05)).toEqual(ps.map((_, index) => index < 4));
  });

  it('are none when there are none', () => {
    expect(discoveries([], 0.05)).toEqual([]);
  });
});

const aCase = (caseId: string, appVersion = '2.5.1') => ({
  caseId,
  issueType: 'app_crash',
  appVersion,
  deviceType: 'iOS',
});
const casesOf = (count: number, version?: string) =>
  Array.from({ length: count }, (_, n) => aCase(`case-${n}`, version));
const dayOf = (day: string, count: number) => addCases(noCounts(day), casesOf(count));

describe('a day’s groups', () => {
  it('count each case in its type and in its version and device', () => {
    const counts = addCases(addCases(noCounts('2026-11-20'), casesOf(4)), casesOf(2, '2.6.0'));
    expect(counts.cases).toBe(6);
    expect(Object.values(counts.groups).map(({ appVersion, count }) => [appVersion, count])).toEqual([
      [undefined, 6],
      ['2.5.1', 4],
      ['2.6.0', 2],
    ]);
    expect(counts.groups.app_crash?.examples).toEqual(['case-0', 'case-1', 'case-2']);
  });
});

const history = Array.from({ length: 28 }, (_, n) => dayOf(`2026-10-${n}`, 1 + (n % 2)));
const risen = (count: number): Pattern[] => findRises(dayOf('2026-11-20', count), history).patterns;

describe('patterns', () => {
  it('are found where a version began to crash, not where it is as usual', () => {
    const today = addCases(dayOf('2026-11-20', 2), casesOf(30, '2.6.0'));
    const { patterns, tested } = findRises(today, history);
    expect(tested).toBe(3);
    expect(patterns.map(({ appVersion }) => appVersion).sort()).toEqual(['2.6.0', undefined]);
  });

  it('need to matter: few cases are none, however rare', () => {
    const quiet = Array.from({ length: 28 }, (_, n) => noCounts(`2026-10-${n}`));
    expect(findRises(dayOf('2026-11-20', 4), quiet).patterns).toEqual([]);
  });

  it('are not looked for in a program of a few days', () => {
    expect(findRises(dayOf('2026-11-20', 100), history.slice(0, 6))).toEqual({ tested: 0, patterns: [] });
  });
});

describe('alerts', () => {
  const told = (counts: readonly number[]): number[] => {
    let memory: AlertMemory = {};
    return counts.map((count, day) => {
      const judged = judgeNews(risen(count), memory, `day-${day}`);
      memory = judged.memory;
      return judged.news.length;
    });
  };

  it('are given once while a pattern lasts', () => {
    expect(told([40, 42, 45, 39])).toEqual([2, 0, 0, 0]);
  });

  it('are given again when it has doubled', () => {
    expect(told([40, 79, 80, 120, 160])).toEqual([2, 0, 2, 0, 2]);
  });

  it('are given again after three days without it, and not after two', () => {
    expect(told([40, 1, 1, 40])).toEqual([2, 0, 0, 0]);
    expect(told([40, 1, 1, 1, 40])).toEqual([2, 0, 0, 0, 2]);
  });

  it('are at most one a pattern and day, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 12 }), (counts) => {
        for (const [day, news] of told(counts).entries())
          expect(news).toBeLessThanOrEqual(risen(counts[day] ?? 0).length);
      }),
    );
  });
});

describe('a digest', () => {
  it('names groups, counts and case ids, and fits SNS', () => {
    const { subject, text } = digestOf({ programId: 'predictive-issue-resolution', day: '2026-11-20' }, risen(40));
    expect(subject.length).toBeLessThanOrEqual(100);
    expect(text).toContain('version 2.5.1 on iOS: 40 cases');
    expect(text).toContain('case-0, case-1, case-2');
  });
});

describe('a rise that lasts', () => {
  const risenOn = (days: readonly string[]) => ({ app_crash: [...days] });
  const wave = [...history.slice(0, 26), dayOf('2026-11-18', 40), dayOf('2026-11-19', 40)];

  it('is still one against the days before it', () => {
    const hidden = findRises(dayOf('2026-11-20', 40), wave).patterns;
    const seen = findRises(dayOf('2026-11-20', 40), wave, risenOn(['2026-11-18', '2026-11-19'])).patterns;
    expect([hidden.length, seen.map(({ key }) => key)]).toEqual([0, ['app_crash']]);
  });

  it('becomes usual when hardly any other days are left', () => {
    const long = Array.from({ length: 28 }, (_, n) => dayOf(`d-${n}`, n < 5 ? 1 : 40));
    const days = long.slice(5).map(({ day }) => day);
    expect(findRises(dayOf('2026-11-20', 40), long, risenOn(days)).patterns).toEqual([]);
  });
});
