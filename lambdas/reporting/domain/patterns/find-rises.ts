import { discoveries } from './false-discoveries.ts';
import type { GroupCount, IssueCounts } from './issue-counts.ts';
import { type Rise, riseOf } from './rise-test.ts';

/**
 * `rate`: share of false ones among the patterns found that is accepted. `minCount`, `minRatio`: a rise must matter, too, not
 * only be certain: so many cases, so many times what was expected.
 */
export const patternLimits = { rate: 0.01, minCount: 5, minRatio: 2 } as const;

export type Pattern = GroupCount & Rise & { key: string };
export type Rises = { tested: number; patterns: Pattern[] };

/** Days on which a group was found to have risen, by its key. */
export type RisenDays = Record<string, string[]>;

/** Fewer days than this say nothing about what is usual. */
const fewestDays = 7;

/**
 * Groups of `today` that rose against the days of `history` (which may lack some: a young program). Strongest first.
 * Days in `risen` are no part of what is usual for a group: a wave that goes on, or grows, would hide itself. What lasts until
 * fewer than a week of other days is left has become usual. Tested is every group that ever had a case in that time, so that a quiet day does not make a loud one look rarer.
 */
export const findRises = (today: IssueCounts, history: readonly IssueCounts[], risen: RisenDays = {}): Rises => {
  if (history.length < fewestDays) return { tested: 0, patterns: [] };
  const keys = [...new Set([today, ...history].flatMap(({ groups }) => Object.keys(groups)))];
  const rises = keys.map((key) =>
    riseOf(
      countOf(today, key),
      usualDays(history, risen[key]).map((day) => countOf(day, key)),
    ),
  );
  const found = discoveries(
    rises.map(({ p }) => p),
    patternLimits.rate,
  );
  const patterns = keys.flatMap((key, index) => {
    const [group, rise] = [today.groups[key], rises[index]];
    return group && rise && found[index] && matters(rise) ? [{ ...group, ...rise, key }] : [];
  });
  return { tested: keys.length, patterns: patterns.sort((a, b) => a.p - b.p || b.count - a.count) };
};

const usualDays = (history: readonly IssueCounts[], risen: readonly string[] = []): readonly IssueCounts[] => {
  const others = history.filter(({ day }) => !risen.includes(day));
  return others.length >= fewestDays ? others : history;
};

const countOf = ({ groups }: IssueCounts, key: string): number => groups[key]?.count ?? 0;

const matters = ({ count, ratio }: Rise): boolean => count >= patternLimits.minCount && ratio >= patternLimits.minRatio;
