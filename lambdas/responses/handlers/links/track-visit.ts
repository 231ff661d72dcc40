import { isMachineVisit, type Notification } from '../../../delivery/index.ts';
import { messageOf } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { PageRequest } from '../../domain/page-request.ts';
import type { LinkDeps } from '../../ports.ts';

type Visit = {
  kind: 'open' | 'click';
  notification: Notification;
  request: Pick<PageRequest, 'method' | 'userAgent'>;
  now: Date;
};

/** Dates an open or a click, a machine's as such. Telemetry: when it fails the customer must not notice. */
export const trackVisit = async (record: LinkDeps['record'], visit: Visit): Promise<void> => {
  const { kind, now, notification, request } = visit;
  const { id, date } = notification;
  const at = now.toISOString();
  const arrivedAt = date.delivered ?? date.sent ?? date.accepted;
  const { method, userAgent } = request;
  const machine = isMachineVisit({ kind, method, userAgent, at, ...(arrivedAt && { arrivedAt }) });
  const names = kind === 'open' ? (['opened', 'machineOpened'] as const) : (['clicked', 'machineClicked'] as const);
  const name = names[machine ? 1 : 0];
  if (date[name] !== undefined) return; // the first time counts
  try {
    const recorded = await record(id, name, at);
    logger.info('visit', { kind, machine, notificationId: id, recorded });
  } catch (error) {
    logger.warn('visit not recorded', { kind, notificationId: id, error: messageOf(error) });
  }
};
