import { describe, expect, it } from 'vitest';
import { caseCost } from '../../lambdas/reporting/domain/cost/case-cost.ts';
import { totalUsd } from './delivery-cost.ts';
import { resolutionCost, seedMix } from './resolution-cost.ts';

describe('the cost of a resolution', () => {
  it('is its messages’ and a little more, far below the seed’s 50 cents', () => {
    const cost = resolutionCost(seedMix);
    expect(cost.sms).toBeCloseTo((2 * 0.005_81) / 0.98, 9);
    expect(totalUsd(cost)).toBeLessThan(0.5);
    expect(totalUsd(cost) - (cost.sms ?? 0) - (cost.email ?? 0)).toBeLessThan(0.001);
  });

  it('does not depend on how many there are', () => {
    expect(totalUsd(resolutionCost({ ...seedMix, cases: 7 }))).toBeCloseTo(totalUsd(resolutionCost(seedMix)), 9);
  });

  it('doubles when only half of the cases are resolved', () => {
    const half = { ...seedMix, resolved: seedMix.resolved / 2 };
    expect(totalUsd(resolutionCost(half)) / totalUsd(resolutionCost(seedMix))).toBeCloseTo(2, 9);
  });

  it('has no SMS where no risk is high', () => {
    expect(resolutionCost({ ...seedMix, highRisk: 0 }).sms).toBe(0);
  });

  it('charges each service for what happened, and nothing for nothing', () => {
    const none = { errors: 0, cases: 0, messages: 0, visits: 0, calls: 0 };
    expect(totalUsd(caseCost(none))).toBe(0);
    expect(caseCost({ ...none, errors: 1e6 }).eventbridge).toBeCloseTo(1, 9);
    expect(caseCost({ ...none, visits: 1e6 }).apiGateway).toBeCloseTo(10.5, 9);
    // A duplicate of an open case: 4.5 reads and 8 writes.
    expect(caseCost({ ...none, errors: 1e6 }).dynamodb).toBeCloseTo(4.5 * 0.125 + 8 * 0.625, 9);
  });
});
