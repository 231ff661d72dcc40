import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import { inHoldout } from './holdout.ts';

const rules = (share: number, salt = 's', more: Partial<DeliveryRules> = {}): DeliveryRules => ({
  ...{ purpose: 'marketing', priority: 'bulk', quietHours: 'wait', caps: [], expiresAfterHours: 1, smsParts: 2 },
  holdout: { share, salt },
  ...more,
});
const customers = Array.from({ length: 20_000 }, (_, n) => `customer-${n}`);
const heldOut = (one: DeliveryRules, programId = 'p') =>
  customers.filter((id) => inHoldout(one, programId, { customerId: id }));

describe('the holdout', () => {
  it('has the right share, whatever the salt', () => {
    fc.assert(
      fc.property(fc.constantFrom(0.05, 0.2, 0.5), fc.string({ minLength: 1 }), (share, salt) => {
        // Five standard deviations: one false alarm in a million.
        const margin = 5 * Math.sqrt((share * (1 - share)) / customers.length);
        expect(Math.abs(heldOut(rules(share, salt)).length / customers.length - share)).toBeLessThan(margin);
      }),
      { numRuns: 10 },
    );
  });

  it('keeps its members when the share grows', () => {
    const larger = new Set(heldOut(rules(0.1)));
    expect(heldOut(rules(0.05)).every((id) => larger.has(id))).toBe(true);
  });

  it('draws others for another salt and for another program', () => {
    const [one, salted, other] = [heldOut(rules(0.2)), heldOut(rules(0.2, 't')), heldOut(rules(0.2), 'q')];
    for (const second of [salted, other]) {
      const both = new Set(second);
      expect(one.filter((id) => both.has(id)).length / customers.length).toBeCloseTo(0.04, 1.7);
    }
  });

  it('spares urgent service messages, and only those', () => {
    expect(heldOut(rules(0.5, 's', { purpose: 'service', priority: 'urgent' }))).toEqual([]);
    expect(heldOut(rules(0.5, 's', { purpose: 'service', priority: 'normal' })).length).toBeGreaterThan(0);
    expect(heldOut(rules(0.5, 's', { purpose: 'marketing', priority: 'urgent' })).length).toBeGreaterThan(0);
  });

  it('spares what is critical, and draws from urgent help that is not', () => {
    const urgent = rules(0.5, 's', { purpose: 'service', priority: 'urgent' });
    const drawn = (critical: boolean) =>
      customers.filter((customerId) => inHoldout(urgent, 'p', { customerId, critical }));
    expect(drawn(true)).toEqual([]);
    expect(drawn(false).length / customers.length).toBeCloseTo(0.5, 1);
  });
});
