// What a caller may ask for, checked: the same words for generate.ts and seed.ts.
import { isSize, sizes, type WorldRequest } from './sizes.ts';

const dayLong = 86_400_000;

/** The day before `now` in UTC, yyyy-mm-dd. */
const yesterday = (now: Date): string => new Date(now.getTime() - dayLong).toISOString().slice(0, 10);

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** A whole number. @throws Error for anything else */
export const wholeNumber = (option: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} ${text}: must be a whole number such as 42`);
  return Number(text);
};

/** @param asked options as typed; `day` defaults to the day before `now`. @throws Error that says what would be right */
export const worldRequest = (
  asked: { size: string; seed: string; day?: string | undefined },
  now: Date,
): WorldRequest => {
  const { size, seed, day = yesterday(now) } = asked;
  if (!isSize(size)) throw new Error(`--size ${size}: must be one of ${Object.keys(sizes).join(', ')}`);
  if (!isDay(day)) throw new Error(`--day ${day}: must be a day such as 2026-11-20`);
  return { size, seed: wholeNumber('--seed', seed), day };
};
