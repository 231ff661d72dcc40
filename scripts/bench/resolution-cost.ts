// resolution-cost-usd: what a resolved issue costs on AWS at the seed's rates, by the model of docs/cost.md.
import { plannedUsd } from '../../lambdas/reporting/domain/cost/cost-figures.ts';
import { totalUsd } from '../cost/delivery-cost.ts';
import { resolutionCost, seedMix } from '../cost/resolution-cost.ts';
import type { BenchRow } from './bench-row.ts';

export const resolutionCostRow = async (): Promise<BenchRow[]> => {
  const byService = resolutionCost(seedMix);
  const value = totalUsd(byService);
  const parts = Object.entries(byService).map(([service, usd]) => `${service} ${usd.toFixed(6)}`);
  return [
    {
      name: 'resolution-cost-usd',
      value,
      unit: 'USD',
      baseline: plannedUsd.perResolution,
      ratio: plannedUsd.perResolution / value,
      how: `a model, not a measurement (docs/cost.md, Resolutions): SMS and e-mail to each, ${seedMix.calls * 100} % calls without the agent’s time, ${seedMix.resolved * 100} % resolved: ${parts.join(', ')}; with each call at the seed’s $${plannedUsd.perTicket} it would be ${(value + (seedMix.calls * plannedUsd.perTicket) / seedMix.resolved).toFixed(2)}; baseline: the seed’s price of a resolution`,
    },
  ];
};
