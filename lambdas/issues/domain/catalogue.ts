// The program's issue catalogue: what an error means to its customer, and whether there is a fix.
import type {
  IssueType,
  KnownIssue,
  ReactiveProgram,
  Severity,
} from '../../shared/programs/reactive-program-schema.ts';
import { parseAppVersion } from './app-version.ts';
import type { Fix } from './issue-case.ts';
import { liesIn, parseVersionRange, type VersionRange } from './version-range.ts';

/** As the event names them. */
export type SeenError = { errorType: string; appVersion: string; deviceType: string };
/** `listed`: the catalogue has the error type; if not, the product team is told. `known` = `fix.known`. */
export type Classified = { issueType: string; severity: Severity; listed: boolean; known: boolean; fix: Fix };

type Issues = ReactiveProgram['issues'];
type Known = { range: VersionRange; devices: ReadonlySet<string> | undefined; fix: Fix };
type Listed = Pick<IssueType, 'issueType' | 'severity'> & { known: readonly Known[] };

/** `java.lang.NullPointerException` is `NullPointerException`; upper and lower case are one. */
const plainName = (errorType: string): string => errorType.slice(errorType.lastIndexOf('.') + 1).toLowerCase();

/** Ranges that cannot be read concern nothing; scripts/programs refuses them. */
const knownOf = ({ versions, deviceTypes, fix: { steps, toVersion, page } }: KnownIssue): Known[] => {
  const range = parseVersionRange(versions);
  const devices = deviceTypes && new Set(deviceTypes.map((device) => device.toLowerCase()));
  const fix: Fix = { known: true, steps, ...(toVersion && { toVersion }), ...(page && { page }) };
  return range ? [{ range, devices, fix }] : [];
};

/** By plain error type; the first entry that lists a type counts. */
const indexOf = ({ catalogue }: Issues): ReadonlyMap<string, Listed> => {
  const index = new Map<string, Listed>();
  for (const { issueType, severity, errorTypes, knownIssues } of catalogue) {
    const listed = { issueType, severity, known: knownIssues.flatMap(knownOf) };
    for (const name of errorTypes.map(plainName)) if (!index.has(name)) index.set(name, listed);
  }
  return index;
};

/** Made once for each version of a program that is in memory: events come by the thousand. */
const indexes = new WeakMap<Issues, ReadonlyMap<string, Listed>>();
const indexFor = (issues: Issues): ReadonlyMap<string, Listed> => {
  const index = indexes.get(issues) ?? indexOf(issues);
  indexes.set(issues, index);
  return index;
};

const fixFor = ({ known }: Listed, { appVersion, deviceType }: SeenError): Fix | undefined => {
  if (known.length === 0) return undefined;
  const [version, device] = [parseAppVersion(appVersion), deviceType.toLowerCase()];
  return known.find(({ range, devices }) => (devices?.has(device) ?? true) && liesIn(range, version))?.fix;
};

/**
 * What an error is: the catalogue's issue type with its severity, and the first known issue of this version and device.
 * Without one the steps are the general ones, and nobody says that a fix is ready (issue 5, section 1).
 */
export const classify = ({ issues }: Pick<ReactiveProgram, 'issues'>, error: SeenError): Classified => {
  const listed = indexFor(issues).get(plainName(error.errorType));
  const fix: Fix = (listed && fixFor(listed, error)) ?? { known: false, steps: issues.generalSteps };
  const { issueType, severity } = listed ?? issues.otherwise;
  return { issueType, severity, listed: listed !== undefined, known: fix.known, fix };
};
