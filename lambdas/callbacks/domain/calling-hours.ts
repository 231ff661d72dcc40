// By when a call must be seen and made: minutes count only while customers can be called (program file, `callbacks`).

/**
 * `openFrom`, `openTo`: local times of day "hh:mm"; 00:00 to 24:00 is always. `next` says when the customer's clock shows a
 * time of day next (epoch ms, later than `after`): zones are the caller's business.
 */
export type CallingHours = {
  openFrom: string;
  openTo: string;
  next: (timeOfDay: string, after: number) => number;
};

const minuteMs = 60_000;
const isAlways = ({ openFrom, openTo }: CallingHours): boolean =>
  openFrom === openTo || (openFrom === '00:00' && openTo === '24:00');

/** Open at an instant: it closes before it opens again. */
const isOpen = ({ openFrom, openTo, next }: CallingHours, at: number): boolean =>
  next(openTo, at) <= next(openFrom, at);

/** The first instant, not before `at`, at which customers can be called. Epoch ms. */
export const openedFrom = (hours: CallingHours, at: number): number =>
  isAlways(hours) || isOpen(hours, at) ? at : hours.next(hours.openFrom, at);

/** `minutes` of calling hours after `from`. Epoch ms. */
export const afterOpenMinutes = (hours: CallingHours, from: number, minutes: number): number => {
  let at = openedFrom(hours, from);
  if (isAlways(hours)) return at + minutes * minuteMs;
  let left = minutes * minuteMs;
  for (;;) {
    const closes = hours.next(hours.openTo, at);
    if (at + left <= closes) return at + left;
    left -= closes - at;
    at = openedFrom(hours, closes);
  }
};

export type Wanted = { requestedAt: string; wishedAt?: string; seenWithinMinutes: number; calledWithinMinutes: number };

/** Deadlines, counted from the wished time if that is later than the request. ISO 8601. */
export const deadlines = (hours: CallingHours, wanted: Wanted): { seenBy: string; calledBy: string } => {
  const from = Math.max(Date.parse(wanted.requestedAt), Date.parse(wanted.wishedAt ?? wanted.requestedAt));
  const after = (minutes: number): string => new Date(afterOpenMinutes(hours, from, minutes)).toISOString();
  return { seenBy: after(wanted.seenWithinMinutes), calledBy: after(wanted.calledWithinMinutes) };
};
