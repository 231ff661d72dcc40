import { describe, expect, it } from 'vitest';
import { awsSteps } from './aws-latencies.ts';
import { modelledPath } from './latency-model.ts';

const step = (p50: number, p99: number, atOnce = 1) => ({ step: 'a call', p50, p99, atOnce, source: 'the test' });

describe('a modelled path', () => {
  it('of one step has that step’s figures, and what is ours on top', () => {
    const { p50, p99 } = modelledPath([step(10, 50)], 2);
    expect(p50 - 2).toBeCloseTo(10, 0);
    expect((p99 - 2) / 50).toBeCloseTo(1, 0);
  });

  it('of several is slower than the sum of the medians, and faster than the sum of the worst', () => {
    const { p50, p99 } = modelledPath([step(10, 50), step(10, 50), step(10, 50)], 0);
    expect(p50).toBeGreaterThan(30);
    expect(p99).toBeLessThan(150);
    expect(p99).toBeGreaterThan(50);
  });

  it('waits for the slowest of what goes out at once', () => {
    expect(modelledPath([step(4, 12, 7)], 0).p50).toBeGreaterThan(modelledPath([step(4, 12)], 0).p50 * 1.3);
  });

  it('has assumptions that can be: a p99 above its median, and a source', () => {
    for (const { p50, p99, source } of awsSteps) {
      expect(p99).toBeGreaterThan(p50);
      expect(source.length).toBeGreaterThan(5);
    }
  });
});
