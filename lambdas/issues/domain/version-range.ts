// Which versions of an app an entry of the catalogue speaks of: "*", "2.5.1", "<2.5.2", ">=2.4 <2.5.2".
import { type AppVersion, compareAppVersions, parseAppVersion } from './app-version.ts';

type Bound = { operator: string; version: AppVersion };
/** No bounds: every version, also one nobody can read. */
export type VersionRange = readonly Bound[];

const boundOf = (text: string): Bound | undefined => {
  const [, operator = '', rest = ''] = /^(<=|>=|<|>|=)?(.+)$/.exec(text) ?? [];
  const version = parseAppVersion(rest);
  return version && { operator: operator || '=', version };
};

/** Bounds stand apart by blanks; all must hold. `undefined` for what is no range. */
export const parseVersionRange = (text: string): VersionRange | undefined => {
  const words = text.trim().split(/\s+/);
  if (words.join() === '*') return [];
  const bounds = words.map(boundOf);
  return bounds.some((bound) => !bound) ? undefined : (bounds as Bound[]);
};

const holds = ({ operator, version }: Bound, asked: AppVersion): boolean => {
  const order = compareAppVersions(asked, version);
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  return operator === '>=' ? order >= 0 : order === 0;
};

/** A version that can't be read lies in "*" only. */
export const liesIn = (range: VersionRange, version: AppVersion | undefined): boolean =>
  version ? range.every((bound) => holds(bound, version)) : range.length === 0;
