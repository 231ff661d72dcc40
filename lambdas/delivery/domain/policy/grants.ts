import type { Grant, PolicyItem } from './policy-item.ts';

/** A day more than the longest cap looks back. */
const kept = 31 * 86_400_000;

/** A customer nobody knows anything of. */
export const emptyPolicy = (customerId: string): PolicyItem => ({
  customerId,
  version: 0,
  consent: {},
  optOuts: [],
  grants: {},
});

/** The policy item after a grant; grants of messages that were due over 31 days before `now` (epoch ms) are dropped. */
export const withGrant = (
  policy: PolicyItem,
  id: string,
  { grant, now }: { grant: Grant; now: number },
): PolicyItem => ({
  ...policy,
  version: policy.version + 1,
  grants: {
    ...Object.fromEntries(Object.entries(policy.grants).filter(([, { at }]) => Date.parse(at) > now - kept)),
    [id]: grant,
  },
});
