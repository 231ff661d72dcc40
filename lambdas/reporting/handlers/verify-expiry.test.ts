import { describe, expect, it } from 'vitest';
import { recordingMetrics } from '../../../test/support/recording-metrics.ts';
import { fixedClock } from '../../shared/clock.ts';
import { segmentsOf } from '../adapters/dynamodb-table-samples.ts';
import { memoryReportFiles } from '../adapters/memory-report-files.ts';
import type { ExpirySample } from '../domain/expiry/expiry-figures.ts';
import { createCountExpired, type ExpiryPlan } from './count-expired.ts';

const now = '2026-11-22T01:00:00Z';
const setUp = (sample: ExpirySample) => {
  const files = memoryReportFiles();
  const metrics = recordingMetrics();
  const looks: { before: number }[] = [];
  const step = createCountExpired({
    tables: [{ name: 'scores', table: 'herald-scores', attribute: 'expiresAt' }],
    samples: {
      sample: async (_table, look) => {
        looks.push(look);
        return sample;
      },
    },
    ...{ files, metrics, clock: fixedClock(now) },
  });
  const perform = async (outcome = 'done') => {
    const plan = (await step({ step: 'plan', input: {}, execution: { startedAt: now } })) as ExpiryPlan;
    await step({ step: 'count', plan, table: 'scores' });
    return step({ step: 'finish', plan, results: [{ table: 'scores', outcome }] });
  };
  return { files, metrics, looks, perform };
};

describe('expired items', () => {
  it('are overdue three days after their expiry', async () => {
    const { looks, perform } = setUp({ items: 0, scanned: 0, expired: 0 });
    await perform();
    expect(looks[0]?.before).toBe(Date.parse('2026-11-19T01:00:00Z') / 1_000);
  });

  it('that are left are counted, estimated for the table and alarmed about', async () => {
    const { files, metrics, perform } = setUp({ items: 1_000_000, scanned: 20_000, expired: 3, oldest: 1_763_000_000 });
    expect(await perform()).toMatchObject({
      expired: 3,
      failed: 0,
      cause: expect.stringContaining('scores 3 of 20000'),
    });
    expect(metrics.recorded).toEqual([{ name: 'ExpiredItemsLeft', value: 3, dimensions: { table: 'scores' } }]);
    expect(await files.getJson('reports/verify-expiry/2026-11-22.json')).toMatchObject({
      tables: [{ table: 'scores', overdue: 3, estimated: 150, oldest: '2025-11-13T02:13:20.000Z' }],
    });
  });

  it('that are gone leave a report and no alarm', async () => {
    const { perform } = setUp({ items: 10, scanned: 10, expired: 0 });
    expect(await perform()).toMatchObject({ expired: 0, failed: 0 });
  });

  it('of a table that could not be looked at are not taken for gone', async () => {
    const { perform } = setUp({ items: 10, scanned: 10, expired: 0 });
    expect(await perform('failed')).toMatchObject({ expired: 0, failed: 1, cause: expect.stringContaining('scores') });
  });
});

describe('a sample', () => {
  it('is all of a small table', () => {
    expect(segmentsOf(0, 25_000, 0.3)).toEqual({ total: 1, chosen: [0] });
    expect(segmentsOf(20_000, 25_000, 0.3).chosen).toHaveLength(8);
  });

  it('is a few segments of a large one, each once, spread over it', () => {
    const { total, chosen } = segmentsOf(10_000_000, 25_000, 0.97);
    expect(total).toBe(4_000);
    expect(new Set(chosen).size).toBe(10);
    expect(Math.max(...chosen)).toBeLessThan(total);
    expect(Math.max(...chosen) - Math.min(...chosen)).toBeGreaterThan(total / 2);
  });
});
