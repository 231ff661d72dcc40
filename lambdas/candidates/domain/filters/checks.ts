import type { FactKind, UsedFacts } from '../facts.ts';
import type { Considered, PreparedFilter } from './filter.ts';

/**
 * One check of a filter: writes the facts it used into `used` and returns a reject's reason, or `undefined` for a pass.
 * `attribute`: the boolean attribute of the warehouse row it reads, if any.
 */
export type Check = {
  needs?: FactKind;
  attribute?: string;
  run(used: UsedFacts, considered: Considered): string | undefined;
};

/**
 * A filter made of checks. Every check runs, so that all facts are on record; the first reject in the program's
 * order gives the reason.
 */
export const prepareChecks = (checks: readonly Check[], passReason: string): PreparedFilter => ({
  needs: [...new Set(checks.flatMap((check) => (check.needs ? [check.needs] : [])))],
  reads: Object.fromEntries(
    checks.flatMap((check) => (check.attribute ? [[check.attribute, 'boolean' as const]] : [])),
  ),
  decide: (considered) => {
    const used: UsedFacts = {};
    let reason: string | undefined;
    for (const check of checks) {
      const rejected = check.run(used, considered);
      reason ??= rejected;
    }
    return { passed: reason === undefined, reason: reason ?? passReason, facts: used };
  },
});

/**
 * A check that a boolean attribute has the value the program wants. An unknown value (null, or absent) rejects:
 * nobody is asked on a guess.
 */
export const attributeCheck = (
  attribute: string,
  wanted: boolean,
  reasons: { unwanted: string; unknown: string },
): Check => ({
  attribute,
  run: (used, { candidate }) => {
    const value = candidate.attributes[attribute] ?? null;
    used[attribute] = value;
    if (value === wanted) return undefined;
    return value === null ? reasons.unknown : reasons.unwanted;
  },
});
