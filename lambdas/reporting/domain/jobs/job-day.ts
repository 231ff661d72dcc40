import { InvalidInputError } from '../../../shared/errors.ts';

const msPerDay = 86_400_000;
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);

/** The day `count` days after (before: negative) a day, as yyyy-mm-dd. */
export const dayPlus = (day: string, count: number): string => dayOf(midnightOf(day) + count * msPerDay);

/** `count` days up to and with `last`, the earliest first. */
export const daysUpTo = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => dayPlus(last, index + 1 - count));

/** Every day from `first` to `last`, both included. */
export const daysBetween = (first: string, last: string): string[] =>
  daysUpTo(last, Math.max(0, Math.round((midnightOf(last) - midnightOf(first)) / msPerDay) + 1));

/** Midnight UTC at the start of a day, ISO 8601. */
export const startOf = (day: string): string => new Date(midnightOf(day)).toISOString();

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(midnightOf(text)) && dayOf(midnightOf(text)) === text;

/**
 * The UTC day a job is for. `usual`: what it means when the input names none.
 * @throws InvalidInputError for what is no day, for a day to come, and for a day that has not ended where `usual` is yesterday
 */
export const jobDay = (day: string | undefined, now: Date, usual: 'today' | 'yesterday'): string => {
  const today = dayOf(now.getTime());
  const wanted = day ?? usual;
  if (wanted === 'today' && usual === 'today') return today;
  if (wanted === 'yesterday') return dayPlus(today, -1);
  if (!isDay(wanted))
    throw new InvalidInputError(`day is "${wanted}", which is not a day`, {
      whatToDo: `Give day as yyyy-mm-dd (UTC)${usual === 'today' ? ', "today"' : ''} or "yesterday".`,
    });
  const last = usual === 'today' ? today : dayPlus(today, -1);
  if (wanted <= last) return wanted;
  throw new InvalidInputError(`day ${wanted} is too late (now is ${now.toISOString()})`, {
    whatToDo: `Give ${last} or an earlier day (UTC).`,
  });
};

/** Late enough for what happened in the day's last second to be in every index (eventually consistent). */
const settlingMs = 120_000;

/** When a job that was started without a day may count: once its day is over. ISO 8601. */
export const readyAt = (day: string): string => new Date(midnightOf(day) + msPerDay + settlingMs).toISOString();

/** Whether a day is over. */
export const hasEnded = (day: string, now: Date): boolean => now.getTime() >= midnightOf(day) + msPerDay;
