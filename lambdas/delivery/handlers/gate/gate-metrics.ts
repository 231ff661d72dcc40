import type { RequestOutcome } from './settle-one.ts';

type SingleMetric = {
  addDimension(name: string, value: string): unknown;
  addMetric(name: string, unit: 'Count', value: number): void;
};
/** What the gate needs of Powertools' Metrics: each figure an EMF record of its own, whatever else the Lambda reports. */
export type GateMetrics = { singleMetric(): SingleMetric };

/** Counts decisions by service and program: `GateGranted`, `GateWaiting`, `GateExists`, `GateRefused_<reason>`. */
export const reportOutcomes = (metrics: GateMetrics, programId: string, outcomes: readonly RequestOutcome[]): void => {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(nameOf(outcome), (counts.get(nameOf(outcome)) ?? 0) + 1);
  for (const [name, count] of counts) {
    const metric = metrics.singleMetric();
    metric.addDimension('program', programId);
    metric.addMetric(name, 'Count', count);
  }
};

const names = { granted: 'GateGranted', waiting: 'GateWaiting', exists: 'GateExists', refused: 'GateRefused' };

const nameOf = ({ outcome, reason }: RequestOutcome): string =>
  outcome === 'refused' ? `${names.refused}_${reason}` : names[outcome];
