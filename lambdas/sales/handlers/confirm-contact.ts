import type { Clock } from '../../shared/clock.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import { isToken, tokenHash } from '../domain/contact-token.ts';
import type { ContactConfirmations, LateReminders } from '../ports.ts';

type ConfirmContactDeps = {
  confirmations: Pick<ContactConfirmations, 'confirm'>;
  late: LateReminders;
  clock: Clock;
};

/**
 * What a page's POST does with the token of a confirmation link; the fan then gets what the scheduler could not send them.
 * The same link again is confirmed again.
 * @throws TransientError: following the link again does what is missing
 */
export const createConfirmContact =
  ({ confirmations, late, clock }: ConfirmContactDeps) =>
  async (token: string): Promise<'confirmed' | 'unknown'> => {
    const confirmed = isToken(token) ? await confirmations.confirm(tokenHash(token), clock.now()) : undefined;
    if (!confirmed) return 'unknown';
    const { customerId, channel } = confirmed;
    await late.start(customerId);
    logger.info('contact point confirmed', { customer: customerHash(customerId), channel });
    return 'confirmed';
  };
