// When the scheduler has had its turn with a sale. The window of a sale itself: sales.ts.
import type { ScheduledSale } from './event.ts';
import { windowAt } from './sales.ts';

/** Whether the scheduler has, or had, its turn with a sale that has not begun: a fan who opts in now is reminded now. */
export const isInBegunWindow = ({ window, startsAt }: Pick<ScheduledSale, 'window' | 'startsAt'>, now: Date): boolean =>
  window <= windowAt(now) && Date.parse(startsAt) > now.getTime();
