import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { AddressHasher, PolicyStore } from '../../ports.ts';
import { contactPointProblem, isContactPoint } from '../graphql/contact-point.ts';

const text = z.string().min(1, 'must not be empty').max(500, 'must be at most 500 characters');
const channel = z.enum(['email', 'sms']);
const consentArguments = z.object({
  customerId: idArgument,
  purpose: z.enum(['marketing', 'service']),
  channel,
  granted: z.boolean(),
  source: text,
});
const suppressionArguments = z
  .object({ channel, address: z.string(), suppressed: z.boolean(), reason: text })
  .refine(({ channel: on, address }) => isContactPoint(on, address), {
    path: ['address'],
    message: contactPointProblem,
  });

/** Consent that was given or withdrawn elsewhere. */
export const createSetConsent =
  ({ policies, clock }: { policies: Pick<PolicyStore, 'setConsent'>; clock: Clock }): FieldHandler =>
  async (call) => {
    const { customerId, ...change } = parseArguments(consentArguments, call);
    await policies.setConsent(customerId, { ...change, at: clock.now().toISOString() });
    logger.info('consent set', { customer: customerHash(customerId), granted: change.granted, by: call.caller });
    return true;
  };

type SuppressionDeps = {
  policies: Pick<PolicyStore, 'suppress' | 'unsuppress'>;
  hasher: AddressHasher;
  clock: Clock;
};

/** Suppresses a contact point by hand, or lifts what was suppressed by hand. False: there was nothing of the kind to lift. */
export const createSetSuppression =
  ({ policies, hasher, clock }: SuppressionDeps): FieldHandler =>
  async (call) => {
    const { address, suppressed, reason, ...asked } = parseArguments(suppressionArguments, call);
    const addressHash = await hasher.hash(asked.channel, address);
    logger.info('suppression set', { suppressed, channel: asked.channel, by: call.caller });
    if (!suppressed) return policies.unsuppress(addressHash, ['manual']);
    const source = `operator: ${reason}`;
    await policies.suppress({ addressHash, reason: 'manual', at: clock.now().toISOString(), source });
    return true;
  };
