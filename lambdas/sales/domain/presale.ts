import type { ScheduledSale } from './event.ts';

/** Ticketmaster's own programme; its presales let in whom it has verified (seeds/ticket-sale-reminders.md, scenario 1). */
const VERIFIED = 'verified fan';

const plain = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/**
 * Whether a fan is reminded of a sale: of public sales and open presales everybody, of Verified Fan presales only who named
 * them. Names are compared without regard to case and spaces.
 */
export const isAnnouncedTo = (
  { kind, name = '' }: Pick<ScheduledSale, 'kind' | 'name'>,
  verifiedFanPresales: readonly string[],
): boolean => {
  if (kind === 'public' || !plain(name).includes(VERIFIED)) return true;
  return verifiedFanPresales.some((presale) => plain(presale) === plain(name));
};
