import type { Clock } from '../../../shared/clock.ts';
import type { SchedulerRun } from '../step-inputs.ts';

/** "Now" of a run: `at`, and as much later as the execution has been running. A run for another day lives on that day. */
export const nowOfRun = ({ at, startedAt }: Pick<SchedulerRun, 'at' | 'startedAt'>, clock: Clock): Date =>
  new Date(Date.parse(at) + Math.max(0, clock.now().getTime() - Date.parse(startedAt)));
