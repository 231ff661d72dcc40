import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventFeatures } from './event-features.ts';
import { type Evidence, riskConfidence, topContributions } from './risk-confidence.ts';

const bins = (width: number) => [{ from: 0, to: 1, low: 0.3, high: 0.3 + width }];
const evidence = (overrides: Partial<Evidence> = {}): Evidence => ({
  ...{ fallback: false, defaulted: 0, features: 40 },
  score: { value: 0.8, calibration: bins(0.02) },
  baseline: { value: 0.15, calibration: bins(0.05) },
  ...overrides,
});

describe('confidence in a risk', () => {
  it.each([
    ['known inputs, narrow intervals', {}, 'high'],
    ['one input in ten stands in', { defaulted: 4 }, 'high'],
    ['more of them', { defaulted: 5 }, 'medium'],
    ['most of them', { defaulted: 21 }, 'low'],
    ['a baseline that seldom came true as it said', { baseline: { value: 1, calibration: bins(0.1) } }, 'medium'],
    ['… hardly ever', { baseline: { value: 1, calibration: bins(0.3) } }, 'low'],
    ['a score nobody has seen', { score: { value: 0.8, calibration: [] } }, 'low'],
    ['a model without calibration', { score: { value: 0.8, calibration: undefined } }, 'low'],
    ['a fallback', { fallback: true }, 'low'],
    ['no inputs at all', { features: 0 }, 'low'],
  ] as const)('with %s', (_what, overrides, expected) => {
    expect(riskConfidence(evidence(overrides as Partial<Evidence>))).toBe(expected);
  });

  it('never rises when less is known', () => {
    const rank = { low: 0, medium: 1, high: 2 };
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (a, b, width) => {
        const at = (defaulted: number) =>
          rank[riskConfidence(evidence({ defaulted, score: { value: 0.8, calibration: bins(width) } }))];
        expect(at(Math.max(a, b))).toBeLessThanOrEqual(at(Math.min(a, b)));
      }),
    );
  });
});

describe('what moved a score', () => {
  it('is the largest first, signed, without what moved nothing', () => {
    const top = topContributions({ a: 1, b: 2, c: 3, d: 4 }, [0.1, -2.123456, 0, 1], 2);
    expect(top).toEqual([
      { feature: 'b', value: 2, contribution: -2.1235 },
      { feature: 'd', value: 4, contribution: 1 },
    ]);
    expect(topContributions({ a: 1 }, [0])).toEqual([]);
  });
});

describe('what an event says', () => {
  it('is counted per 24 hours, with severity as a rank', () => {
    const attributes = { errorCount: 3, timeWindowHours: 12, severity: 'critical', known: true, errorType: 'crash' };
    expect(eventFeatures(attributes)).toEqual({ error_frequency: 6, error_severity: 4, known_issue: 1 });
  });

  it('is left out where it is not said', () => {
    expect(eventFeatures({ errorCount: 3, severity: 'awful' })).toEqual({});
    expect(eventFeatures({ errorCount: 3, timeWindowHours: 0, known: false })).toEqual({ known_issue: 0 });
  });
});
