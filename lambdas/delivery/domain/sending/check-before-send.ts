// The last look before a message goes: what may have changed since the gate let it exist.
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { Notification } from '../notification/notification.ts';
import type { NotificationEvent } from '../notification/notification-event.ts';
import { recheck } from '../policy/decide.ts';
import type { PolicyItem, Suppression } from '../policy/policy-item.ts';
import { nextSendTime } from './campaign-window.ts';

export type SendFacts = {
  program: PinnedProgram<AnyProgram>;
  policy: PolicyItem;
  suppressed: Suppression | undefined;
  /** The flags that are up for its program and its campaign. */
  pauses: readonly ('paused' | 'stopped')[];
};

/**
 * @param at epoch ms, the time the message is judged at
 * @returns what happens to the message instead of being sent; nothing: it may go
 */
export const checkBeforeSend = (
  notification: Notification,
  { program: { program, marketplaces }, ...facts }: SendFacts,
  at: number,
): NotificationEvent | undefined => {
  const marketplace = marketplaces[notification.marketplace as MarketplaceCode];
  if (!program.delivery || !marketplace) return refuse('unknown-marketplace');
  const decision = recheck({ request: notification, ...facts, rules: program.delivery, marketplace, now: at });
  if (decision.kind === 'refuse') return refuse(decision.reason);
  if (decision.kind === 'wait') return wait(decision.dueAt, decision.reason);
  const next = nextSendTime(notification, program, at);
  if (next === undefined) return undefined;
  if (next >= Date.parse(notification.expiresAt)) return refuse('missed-window');
  return wait(new Date(next).toISOString(), 'missed-window');
};

/** A paused message keeps its due time, so that it is known to be overdue when the pause ends. */
const wait = (until: string, reason: string): NotificationEvent =>
  reason === 'paused' ? { kind: 'hold', until, reason } : { kind: 'postpone', until, reason };

const refuse = (reason: string): NotificationEvent => {
  if (reason === 'expired' || reason === 'missed-window') return { kind: 'refuse', to: 'expired', reason };
  return { kind: 'refuse', to: reason === 'stopped' ? 'cancelled' : 'suppressed', reason };
};
