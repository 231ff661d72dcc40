// batch-50k-minutes, batch-500k-minutes, worker-peak-mb, nightly-run-cost-usd: whole nights on a local cloud of their own.
import type { BenchRow } from './bench-row.ts';
import { largeRows, mediumRows } from './nights/night-rows.ts';
import { runNight } from './nights/run-night.ts';
import { onOwnCloud } from './own-cloud.ts';
import { benchFile, readRows } from './results.ts';

export const mediumNight = (): Promise<BenchRow[]> =>
  onOwnCloud('medium', async (outputs) => mediumRows(await runNight(outputs)));

export const largeNight = (): Promise<BenchRow[]> =>
  onOwnCloud('large', async (outputs) => {
    const smaller = readRows(benchFile).find(({ name }) => name === 'batch-50k-minutes');
    return largeRows(await runNight(outputs), smaller);
  });
