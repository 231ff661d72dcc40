import type { QueryProgress } from './step-inputs.ts';

/** Seconds before the next look: 2, then 1.5 times as many each time, at most 20. Step Functions wants whole seconds. */
export const waitBefore = (polls: number): number => Math.min(20, Math.round(2 * 1.5 ** polls));

export const startedQuery = (queryId: string, now: Date): QueryProgress => ({
  queryId,
  startedAt: now.toISOString(),
  polls: 0,
  waitSeconds: waitBefore(0),
  state: 'QUEUED',
  bytesScanned: 0,
  costUsd: 0,
  runtimeMs: 0,
});
