// Every benchmark, in the order in which they run: those in one process first, those that start local clouds last.
import type { BenchRow } from './bench-row.ts';
import { bundles } from './bundles.ts';
import { eventDetails } from './event-details.ts';
import { filters } from './filters.ts';
import { gate } from './gate.ts';
import { largeNight, mediumNight } from './nights.ts';
import { rateLimit } from './rate-limit.ts';
import { rateLimitCloud } from './rate-limit-cloud.ts';
import { reactiveCalls } from './reactive-calls.ts';
import { reactiveCopies } from './reactive-copies.ts';
import { reactiveLocal } from './reactive-local.ts';
import { reactiveModel } from './reactive-model.ts';
import { reactiveOwn } from './reactive-own.ts';
import { reminders } from './reminders.ts';
import { resolutionCostRow } from './resolution-cost.ts';
import { servingOwn } from './serving-own.ts';
import { servingPage } from './serving-page.ts';
import { trees } from './trees.ts';

/** `slow`: starts a local cloud of its own; left out by `--quick`. */
export type Bench = { name: string; slow: boolean; measure: () => Promise<BenchRow[]> };

export const benches: readonly Bench[] = [
  { name: 'filters', slow: false, measure: filters },
  { name: 'trees', slow: false, measure: trees },
  { name: 'serving-own', slow: false, measure: servingOwn },
  { name: 'gate', slow: false, measure: gate },
  { name: 'reactive-own', slow: false, measure: reactiveOwn },
  { name: 'reactive-calls', slow: false, measure: reactiveCalls },
  { name: 'reactive-model', slow: false, measure: reactiveModel },
  { name: 'rate-limit', slow: false, measure: rateLimit },
  { name: 'resolution-cost', slow: false, measure: resolutionCostRow },
  { name: 'bundles', slow: false, measure: bundles },
  { name: 'serving-page', slow: true, measure: servingPage },
  { name: 'event-details', slow: true, measure: eventDetails },
  { name: 'rate-limit-cloud', slow: true, measure: rateLimitCloud },
  { name: 'reactive-local', slow: true, measure: reactiveLocal },
  { name: 'reactive-copies', slow: true, measure: reactiveCopies },
  { name: 'reminders-50k', slow: true, measure: reminders },
  { name: 'batch-50k', slow: true, measure: mediumNight },
  { name: 'batch-500k', slow: true, measure: largeNight },
];

/** @throws Error for a name that is none of them */
export const chosen = (all: readonly Bench[], options: { only?: string; quick?: boolean }): Bench[] => {
  const wanted = options.only?.split(',').map((name) => name.trim());
  const unknown = wanted?.find((name) => !all.some((bench) => bench.name === name));
  if (unknown !== undefined)
    throw new Error(`--only names "${unknown}": give some of ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name, slow }) => (wanted ? wanted.includes(name) : !(slow && options.quick)));
};
