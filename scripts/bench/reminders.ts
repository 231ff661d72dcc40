// reminders-50k-minutes, reminders-cost-per-1000-usd: one popular sale on a local cloud of its own.
import { loadavg } from 'node:os';
import type { Outputs } from '../local-cloud/outputs.ts';
import type { BenchRow } from './bench-row.ts';
import { reportPosition } from './nights/worker-peak.ts';
import { boundlessProviders, onOwnCloud } from './own-cloud.ts';
import { functionUse, useOf } from './reminders/delivery-use.ts';
import { remindCrowd } from './reminders/remind-crowd.ts';
import { costRow, minutesRow } from './reminders/reminder-rows.ts';

const fans = 50_000;

const measureReminders = async (outputs: Outputs): Promise<BenchRow[]> => {
  const [load = Number.NaN] = loadavg();
  const before = reportPosition();
  const run = await remindCrowd(outputs, fans);
  const functions = await functionUse(outputs, before);
  return [minutesRow(run, load), costRow(useOf(run, 'sms', functions), useOf(run, 'email', functions))];
};

export const reminders = (): Promise<BenchRow[]> => onOwnCloud('none', measureReminders, boundlessProviders);
