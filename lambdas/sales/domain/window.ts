// Which sales a scheduler run takes. The window of a sale itself: sales.ts.
import type { ScheduledSale } from './event.ts';
import { windowAt } from './sales.ts';

const HALF_HOUR = 30 * 60_000;
const HOUR = 60 * 60_000;

/** How long a reminder helps after its window began (the program's `expiresAfterHours`). */
export type Usefulness = { at: Date; expiresAfterHours: number };

/** Windows before the one of `at` whose sales may still be announced, newest first. */
export const earlierWindows = ({ at, expiresAfterHours }: Usefulness): string[] => {
  const current = Date.parse(windowAt(at));
  const windows: string[] = [];
  for (let w = current - HALF_HOUR; w + expiresAfterHours * HOUR > at.getTime(); w -= HALF_HOUR) {
    windows.push(new Date(w).toISOString());
  }
  return windows;
};

/**
 * Until when a reminder of a sale is worth something, ISO 8601. Before the sale: its start. A window that was missed is
 * caught up although the sale has begun: tickets are still there, but only until the program's time is over.
 */
export const reminderExpiry = (
  { window, startsAt }: Pick<ScheduledSale, 'window' | 'startsAt'>,
  { at, expiresAfterHours }: Usefulness,
): string =>
  Date.parse(startsAt) > at.getTime()
    ? startsAt
    : new Date(Date.parse(window) + expiresAfterHours * HOUR).toISOString();

/** Whether the scheduler has, or had, its turn with a sale that has not begun: a fan who opts in now is reminded now. */
export const isInBegunWindow = ({ window, startsAt }: Pick<ScheduledSale, 'window' | 'startsAt'>, now: Date): boolean =>
  window <= windowAt(now) && Date.parse(startsAt) > now.getTime();
