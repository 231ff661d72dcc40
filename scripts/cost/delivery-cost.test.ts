import { describe, expect, it } from 'vitest';
import { campaignUse } from './campaign-use.ts';
import { type DeliveryUse, deliveryCost, scaled, totalUsd } from './delivery-cost.ts';
import { readUnits, writeUnits } from './message-writes.ts';

const use: DeliveryUse = {
  ...{ channel: 'sms', messages: 1_000, accepted: 1_000, parts: 1_000, writeUnits: 0, readUnits: 0, transitions: 0 },
  functions: [],
};

describe('the price of messages', () => {
  it('is the provider’s per part for SMS, per message for e-mail', () => {
    expect(deliveryCost({ ...use, parts: 1_500 }).provider).toBeCloseTo(8.715, 6);
    expect(deliveryCost({ ...use, channel: 'email' }).provider).toBeCloseTo(0.1, 6);
  });

  it('counts every unit at its price, beside the receipts that come later', () => {
    const later = deliveryCost(use);
    const counted = deliveryCost({ ...use, writeUnits: 1e6, readUnits: 1e6, transitions: 1_000 });
    expect((counted.dynamodb ?? 0) - (later.dynamodb ?? 0)).toBeCloseTo(0.75, 6);
    expect(counted.stepFunctions).toBeCloseTo(0.025, 6);
    expect(deliveryCost({ ...use, channel: 'email' }).kinesis).toBe(0);
  });

  it('charges Lambda by request and by gigabyte-second', () => {
    const functions = [{ invocations: 1e6, ms: 1e6, memoryMb: 512 }];
    const added = (deliveryCost({ ...use, functions }).lambda ?? 0) - (deliveryCost(use).lambda ?? 0);
    expect(added).toBeCloseTo(0.2 + 500 * 0.000_013_333_4, 6);
  });

  it('grows with the number of messages and nothing else', () => {
    const big = {
      ...use,
      writeUnits: 20_000,
      readUnits: 6_000,
      functions: [{ invocations: 10, ms: 9, memoryMb: 512 }],
    };
    expect(totalUsd(deliveryCost(scaled(big, 50_000)))).toBeCloseTo(50 * totalUsd(deliveryCost(big)), 6);
  });
});

describe('a campaign', () => {
  it('costs its messages and what marking and listing its candidates takes', () => {
    const email = { ...use, channel: 'email' as const, writeUnits: 20_000, readUnits: 6_000 };
    const campaign = campaignUse(email, 50_000);
    expect([campaign.messages, campaign.writeUnits, campaign.readUnits]).toEqual([50_000, 1_300_000, 400_000]);
    expect(campaign.transitions).toBe(112);
  });
});

describe('units of a message', () => {
  it('counts the grant twice, as transactions are, and both whole indexes with every write', () => {
    expect(writeUnits({ revision: 1, itemBytes: 1_000, policyBytes: 300 })).toBe(2 * 3 + 2 + 2);
    expect(writeUnits({ revision: 3, itemBytes: 1_500, policyBytes: 300 })).toBe(2 * 4 + 4 + 2 + 2 * (6 + 2) + 1);
  });

  it('reads the message and its facts again for every attempt', () => {
    expect(readUnits(2) - readUnits(1)).toBe(3);
  });
});
