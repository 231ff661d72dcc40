// What customers say about being contacted.
import type { ChannelType, Purpose } from '../notification/notification.ts';
import type { ConsentRecord, PolicyItem } from './policy-item.ts';

export type ConsentChange = { purpose: Purpose; channel: ChannelType } & ConsentRecord;
export type OptOutChange = { programId: string; out: boolean };

/** The policy item after a consent was given or refused. */
export const withConsent = (policy: PolicyItem, { purpose, channel, ...record }: ConsentChange): PolicyItem => ({
  ...policy,
  version: policy.version + 1,
  consent: { ...policy.consent, [purpose]: { ...policy.consent[purpose], [channel]: record } },
});

/** The policy item after a customer left a program (or `all`), or came back. */
export const withOptOut = (policy: PolicyItem, { programId, out }: OptOutChange): PolicyItem => ({
  ...policy,
  version: policy.version + 1,
  optOuts: [...policy.optOuts.filter((left) => left !== programId), ...(out ? [programId] : [])],
});
