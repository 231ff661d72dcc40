// Can the issue catalogue of a program be used, and says it each thing once?
import { parseAppVersion } from '../../lambdas/issues/domain/app-version.ts';
import { liesIn, parseVersionRange } from '../../lambdas/issues/domain/version-range.ts';
import type { IssueType, KnownIssue, ReactiveProgram } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import type { Finding } from './problem.ts';

const twice = (names: readonly { name: string; path: PropertyKey[] }[], what: string): Finding[] => {
  const seen = new Set<string>();
  return names.flatMap(({ name, path }) => {
    const isNew = !seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return isNew ? [] : [{ path, what: `${what} "${name}" stands in the catalogue twice`, right: 'List it once' }];
  });
};

const storeOf = ({ storeUrls }: ReactiveProgram['issues'], device: string): string | undefined =>
  Object.keys(storeUrls).find((known) => known.toLowerCase() === device.toLowerCase());

const fixChecks = ({ versions, fix, deviceTypes }: KnownIssue, issues: ReactiveProgram['issues']): Finding[] => {
  const range = parseVersionRange(versions);
  if (!range)
    return [
      {
        path: ['versions'],
        what: `"${versions}" is no range of versions`,
        right: 'Write "*", "2.5.1", "<2.5.2" or ">=2.4.0 <2.5.2"',
      },
    ];
  const { toVersion, steps } = fix;
  const found: Finding[] = (deviceTypes ?? [])
    .filter((device) => !storeOf(issues, device))
    .map((device) => ({
      path: ['deviceTypes'],
      what: `there is no storeUrls entry for device type "${device}"`,
      right: `Add one, or name one of: ${Object.keys(issues.storeUrls).join(', ')}`,
    }));
  const target = toVersion === undefined ? undefined : parseAppVersion(toVersion);
  if (toVersion !== undefined && !target)
    found.push({ path: ['fix', 'toVersion'], what: `"${toVersion}" is no version`, right: 'Write one such as 2.5.2' });
  if (target && liesIn(range, target))
    found.push({
      path: ['fix', 'toVersion'],
      what: `version ${toVersion} is the fix and has the issue ("${versions}")`,
      right: 'Name a version outside the range',
    });
  if (steps.includes('update') !== (toVersion !== undefined))
    found.push({
      path: ['fix', 'steps'],
      what: toVersion ? 'there is a version to update to, but no step "update"' : 'step "update" leads to no version',
      right: toVersion ? 'Add update to steps' : 'Name toVersion, or leave update out',
    });
  return found;
};

const typeChecks = (type: IssueType, issues: ReactiveProgram['issues']): Finding[] =>
  type.knownIssues.flatMap((known, index) =>
    fixChecks(known, issues).map((found) => ({ ...found, path: ['knownIssues', index, ...found.path] })),
  );

/** Everything in a well-formed catalogue that doesn't fit together. */
export const catalogueChecks = ({ issues }: ReactiveProgram): Finding[] => {
  const at = (index: number, ...rest: PropertyKey[]): PropertyKey[] => ['issues', 'catalogue', index, ...rest];
  const types = issues.catalogue.map(({ issueType }, n) => ({ name: issueType, path: at(n, 'issueType') }));
  const errors = issues.catalogue.flatMap(({ errorTypes }, n) =>
    errorTypes.map((name, m) => ({ name, path: at(n, 'errorTypes', m) })),
  );
  return [
    ...twice(types, 'issue type'),
    ...twice(errors, 'error type'),
    ...issues.catalogue.flatMap((type, n) =>
      typeChecks(type, issues).map((found) => ({ ...found, path: at(n, ...found.path) })),
    ),
  ];
};
