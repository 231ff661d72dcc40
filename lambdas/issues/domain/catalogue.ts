// The program's issue catalogue: what an error means to its customer, and whether there is a fix.
import type {
  IssueType,
  KnownIssue,
  ReactiveProgram,
  Severity,
} from '../../shared/programs/reactive-program-schema.ts';
import { parseAppVersion } from './app-version.ts';
import type { Fix } from './issue-case.ts';
import { liesIn, parseVersionRange } from './version-range.ts';

/** As the event names them. */
export type SeenError = { errorType: string; appVersion: string; deviceType: string };
/** `listed`: the catalogue has the error type; if not, the product team is told. `known` = `fix.known`. */
export type Classified = { issueType: string; severity: Severity; listed: boolean; known: boolean; fix: Fix };

/** `java.lang.NullPointerException` is `NullPointerException`; upper and lower case are one. */
const plainName = (errorType: string): string => errorType.slice(errorType.lastIndexOf('.') + 1).toLowerCase();

const isOf = (type: IssueType, { errorType }: SeenError): boolean =>
  type.errorTypes.some((listed) => plainName(listed) === plainName(errorType));

const concerns = ({ versions, deviceTypes }: KnownIssue, { appVersion, deviceType }: SeenError): boolean => {
  if (deviceTypes && !deviceTypes.some((listed) => listed.toLowerCase() === deviceType.toLowerCase())) return false;
  const range = parseVersionRange(versions);
  return range !== undefined && liesIn(range, parseAppVersion(appVersion));
};

const fixOf = (generalSteps: Fix['steps'], known: KnownIssue | undefined): Fix => {
  if (!known) return { known: false, steps: generalSteps };
  const { toVersion, steps, page } = known.fix;
  return { known: true, steps, ...(toVersion && { toVersion }), ...(page && { page }) };
};

/**
 * What an error is: the catalogue's issue type with its severity, and the first known issue of this version and device.
 * Without one the steps are the general ones, and nobody says that a fix is ready (issue 5, section 1).
 */
export const classify = (program: Pick<ReactiveProgram, 'issues'>, error: SeenError): Classified => {
  const { catalogue, otherwise, generalSteps } = program.issues;
  const type = catalogue.find((candidate) => isOf(candidate, error));
  const fix = fixOf(
    generalSteps,
    type?.knownIssues.find((known) => concerns(known, error)),
  );
  const { issueType, severity } = type ?? otherwise;
  return { issueType, severity, listed: type !== undefined, known: fix.known, fix };
};
