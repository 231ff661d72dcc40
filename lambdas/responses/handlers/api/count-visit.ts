import { messageOf } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { LinkDeps } from '../../ports.ts';
import { trackVisit } from '../links/track-visit.ts';
import type { OpenedCall } from './opened-call.ts';
import { programOf } from './program-of.ts';

/**
 * Links of an SMS, and of e-mails where nothing is rewritten, lead to the page itself: opening it is the click. Not dated
 * where the marketplace forbids tracking, or where nobody can say whether it does. Telemetry: it never fails a page.
 */
export const countVisit = async (deps: Pick<LinkDeps, 'programs' | 'record'>, call: OpenedCall): Promise<void> => {
  const { notification, request, now } = call;
  try {
    if (!(await mayTrack(deps.programs, notification))) return;
  } catch (error) {
    logger.warn('visit not recorded', { notificationId: notification.id, error: messageOf(error) });
    return;
  }
  await trackVisit(deps.record, { kind: 'click', notification, request, now });
};

const mayTrack = async (programs: LinkDeps['programs'], notification: OpenedCall['notification']): Promise<boolean> => {
  const program = await programOf(programs, notification);
  const found = Object.entries(program?.marketplaces ?? {}).find(([code]) => code === notification.marketplace);
  return found?.[1].tracking === true;
};
