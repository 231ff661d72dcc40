import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import type { Marketplaces } from '../../../shared/programs/marketplace-schema.ts';
import type { ChannelType } from '../notification/notification.ts';
import type { PolicyItem } from './policy-item.ts';

type Bases = Marketplaces[keyof Marketplaces]['consent'];
type Asked = { policy: PolicyItem; programId: string; channel: ChannelType };

/**
 * Why a customer may not be written to, or nothing. What they said counts first; where they said nothing, the
 * marketplace's legal basis for the purpose: `opt-in` needs a yes, `soft-opt-in` (an existing customer, PECR reg. 22 (3))
 * and `legitimate-interest` (GDPR art. 6 (1) f) go on until a no.
 */
export const consentRefusal = (
  { policy, programId, channel }: Asked,
  { purpose }: Pick<DeliveryRules, 'purpose'>,
  bases: Bases,
): 'opted-out' | 'no-consent' | undefined => {
  if (policy.optOuts.includes('all') || policy.optOuts.includes(programId)) return 'opted-out';
  const said = policy.consent[purpose]?.[channel];
  if (said) return said.granted ? undefined : 'opted-out';
  return bases[purpose] === 'opt-in' ? 'no-consent' : undefined;
};
