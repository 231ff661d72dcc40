import type { Clock } from '../../shared/clock.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import { isToken, tokenHash } from '../domain/contact-token.ts';
import type { ContactConfirmations } from '../ports.ts';

export type ConfirmContactDeps = { confirmations: Pick<ContactConfirmations, 'confirm'>; clock: Clock };

/** What a page's POST does with the token of a confirmation link. The same link again is confirmed again. */
export const createConfirmContact =
  ({ confirmations, clock }: ConfirmContactDeps) =>
  async (token: string): Promise<'confirmed' | 'unknown'> => {
    const confirmed = isToken(token) ? await confirmations.confirm(tokenHash(token), clock.now()) : undefined;
    if (!confirmed) return 'unknown';
    const { customerId, channel } = confirmed;
    logger.info('contact point confirmed', { customer: customerHash(customerId), channel });
    return 'confirmed';
  };
