import type { Grant } from '../../lambdas/delivery/domain/policy/policy-item.ts';
import type { Cap } from '../../lambdas/shared/programs/delivery-schema.ts';

const day = 86_400_000;
const kindOf: Record<Cap['scope'], (grant: Grant) => string> = {
  program: ({ programId }) => programId,
  channel: ({ channel }) => channel,
  all: () => 'all',
};

/** Most grants of one kind within a cap's length, found by looking at the window that starts at each of them. */
export const mostInAWindow = ({ scope, days }: Cap, grants: readonly Grant[]): number => {
  const most = grants.map((first) => {
    const from = Date.parse(first.at);
    const same = grants.filter((one) => kindOf[scope](one) === kindOf[scope](first));
    return same.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < from + days * day).length;
  });
  return Math.max(0, ...most);
};
