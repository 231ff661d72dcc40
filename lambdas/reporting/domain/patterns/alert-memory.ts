import type { Pattern, RisenDays } from './find-rises.ts';

/** What the product team was told of a pattern. `quietDays`: days in a row without it. */
type Alerted = { at: string; count: number; quietDays: number };
/** By group key; kept in each report for the next. */
export type AlertMemory = Record<string, Alerted>;

/** A pattern is told of again when it has doubled since, or comes back after three days without it. */
const growth = 2;
const forgottenAfterDays = 3;

/** `news`: the patterns to tell of today; `memory`: what to know tomorrow. */
export const judgeNews = (
  patterns: readonly Pattern[],
  before: AlertMemory,
  day: string,
): { news: Pattern[]; memory: AlertMemory } => {
  const news = patterns.filter(({ key, count }) => {
    const told = before[key];
    return !told || count >= growth * told.count;
  });
  const memory: AlertMemory = {};
  for (const [key, told] of Object.entries(before)) {
    const quietDays = patterns.some((pattern) => pattern.key === key) ? 0 : told.quietDays + 1;
    if (quietDays < forgottenAfterDays) memory[key] = { ...told, quietDays };
  }
  for (const { key, count } of news) memory[key] = { at: day, count, quietDays: 0 };
  return { news, memory };
};

/** What to know tomorrow of the days on which groups rose. @param since the first day (yyyy-mm-dd) that still matters */
export const risenDays = (
  patterns: readonly Pattern[],
  before: RisenDays,
  { day, since }: { day: string; since: string },
): RisenDays => {
  const kept = Object.entries(before).map(([key, days]) => [key, days.filter((one) => one >= since && one < day)]);
  const risen: RisenDays = Object.fromEntries(kept.filter(([, days]) => days && days.length > 0));
  for (const { key } of patterns) risen[key] = [...(risen[key] ?? []), day];
  return risen;
};
