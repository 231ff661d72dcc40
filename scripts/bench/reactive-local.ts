// reactive-local-p99-ms, its paced and its busy sister: events of the app's bus on a local cloud of its own.
import { loadavg } from 'node:os';
import type { Outputs } from '../local-cloud/outputs.ts';
import type { BenchRow } from './bench-row.ts';
import { boundlessProviders, onOwnCloud } from './own-cloud.ts';
import { reactiveRows } from './reactive-local/reactive-rows.ts';
import { type RoundSize, runRounds } from './reactive-local/run-rounds.ts';

const size: RoundSize = { events: 2_000, perSecond: 50, fans: 20_000, paced: { events: 200, perSecond: 4 } };

const measure = async (outputs: Outputs): Promise<BenchRow[]> => {
  const [load = Number.NaN] = loadavg();
  return reactiveRows(await runRounds(outputs, size), size, load);
};

export const reactiveLocal = (): Promise<BenchRow[]> => onOwnCloud('none', measure, boundlessProviders);
