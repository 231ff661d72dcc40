// The figures of one night. Pure, so that they can be tested without one.
import type { BenchRow } from '../bench-row.ts';
import type { Night } from './run-night.ts';

/** The figures: 20 minutes and 512 MB for 500,000 deliveries. */
const budgetMinutes = 20;
const budgetMb = 512;
/** seeds/product-reviews.md: "$50 batch cost / 2,500 reviews". */
const seedCostUsd = 50;
const seedReviews = 2_500;

const storedIn = ({ summary: { store } }: Night): number => (store ? store.inserted + store.refreshed : 0);

const inOrder = ['extract', 'split', 'filterAndScore', 'store'];

const stages = ({ summary }: Night): string =>
  summary.seconds
    .filter(({ name }) => inOrder.includes(name))
    .sort((a, b) => inOrder.indexOf(a.name) - inOrder.indexOf(b.name))
    .map(({ name, value }) => `${name} ${value.toFixed(0)} s`)
    .join(', ');

const costOf = ({ summary }: Night): number => summary.costUsd.reduce((sum, { value }) => sum + value, 0);

const course = (night: Night): string => {
  const { split, decisions } = night.summary;
  return `${split.rows} deliveries, ${decisions.candidates} candidates, ${storedIn(night)} stored; StartExecution to its end on a fresh local cloud without the fault proxy, ${stages(night)}`;
};

/** Growth of time over growth of rows; 1 is in proportion. */
const growth = (night: Night, smaller: BenchRow | undefined): string =>
  smaller
    ? `; ${(night.minutes / smaller.value).toFixed(1)} times the minutes of ${smaller.name} (10 would be in proportion)`
    : '; growth from 50,000 not measured in this list';

export const mediumRows = (night: Night): BenchRow[] => [
  {
    name: 'batch-50k-minutes',
    value: night.minutes,
    unit: 'minutes',
    baseline: null,
    ratio: null,
    how: `${course(night)}; largest worker ${night.peak.mb.toFixed(0)} MB; at AWS prices $${costOf(night).toFixed(4)}`,
  },
];

/** @param smaller the row of 50,000 deliveries, if it was measured */
export const largeRows = (night: Night, smaller: BenchRow | undefined): BenchRow[] => {
  const { peak, summary } = night;
  const cost = costOf(night);
  const services = summary.costUsd.map(({ name, value }) => `${name} $${value.toFixed(4)}`).join(', ');
  return [
    {
      name: 'batch-500k-minutes',
      value: night.minutes,
      unit: 'minutes',
      baseline: budgetMinutes,
      ratio: budgetMinutes / night.minutes,
      how: `${course(night)}${growth(night, smaller)}; baseline: the budget`,
    },
    {
      name: 'worker-peak-mb',
      value: peak.mb,
      unit: 'MB',
      baseline: budgetMb,
      ratio: budgetMb / peak.mb,
      how: `most memory resident in a worker's process during batch-500k, of ${peak.invocations} invocations: ${peak.function}; baseline: the budget`,
    },
    {
      name: 'nightly-run-cost-usd',
      value: cost,
      unit: 'USD',
      baseline: seedCostUsd,
      ratio: seedCostUsd / cost,
      how: `the run's own summary of batch-500k at AWS prices (docs/cost.md), Lambda seconds as measured on the local cloud: ${services}; $${(cost / seedReviews).toFixed(6)} per review at the seed's ${seedReviews} reviews; baseline: the seed's batch cost`,
    },
  ];
};
