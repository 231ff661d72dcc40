import type { LinkDeps } from '../../ports.ts';
import { trackVisit } from '../links/track-visit.ts';
import type { OpenedCall } from './opened-call.ts';
import { programOf } from './program-of.ts';

/**
 * Links of an SMS, and of e-mails where nothing is rewritten, lead to the page itself: opening it is the click. Not dated
 * where the marketplace forbids tracking, or where nobody can say whether it does.
 */
export const countVisit = async (
  { programs, record }: Pick<LinkDeps, 'programs' | 'record'>,
  { notification, request, now }: OpenedCall,
): Promise<void> => {
  const program = await programOf(programs, notification);
  const found = Object.entries(program?.marketplaces ?? {}).find(([code]) => code === notification.marketplace);
  if (found?.[1].tracking) await trackVisit(record, { kind: 'click', notification, request, now });
};
