import { InvalidInputError } from '../../../shared/errors.ts';

const MS_PER_DAY = 86_400_000;
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Whether a text is a day that exists, as yyyy-mm-dd. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(instant) && dayOf(instant) === text;
};

/**
 * The day a run is for: `yesterday` (the default) is the UTC day before `now`.
 * @throws InvalidInputError for anything else that isn't a day, and for days that haven't ended
 */
export const resolveDay = (day: string | undefined, now: Date): string => {
  if (day === undefined || day === 'yesterday') return dayOf(now.getTime() - MS_PER_DAY);
  if (!isDay(day))
    throw new InvalidInputError(`day is "${day}", which is not a day`, {
      whatToDo: 'Give day as yyyy-mm-dd (UTC) or "yesterday".',
    });
  if (day >= dayOf(now.getTime()))
    throw new InvalidInputError(`day ${day} has not ended yet (now is ${now.toISOString()})`, {
      whatToDo: 'Give a day before today (UTC).',
    });
  return day;
};

/** Midnight UTC after `day`: what a run knows is what was known then. */
export const asOfDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00.000Z`) + MS_PER_DAY).toISOString();
