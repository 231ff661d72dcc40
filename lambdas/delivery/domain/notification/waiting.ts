// What waits, and when somebody should look at it again (docs/architecture.md, States of a notification).
import type { Notification } from './notification.ts';

/** A queued message that no worker has claimed by then was lost on its way: queue it again. */
const queuedForMs = 15 * 60_000;
/** Carriers report for up to 72 hours (facts: End User Messaging). */
const unknownForMs = 72 * 3_600_000;

/** When the releaser must look at it: ISO 8601 in UTC with milliseconds, so that text order is time order; `undefined` when nothing waits. */
export const waitsUntil = (notification: Notification): string | undefined => {
  const { state, dueAt, heldUntil, leaseUntil, createdAt } = notification;
  if (state === 'scheduled') return later(heldUntil ?? dueAt ?? createdAt, 0);
  if (state === 'queued') return later(sinceOf(notification), queuedForMs);
  if (state === 'sending') return later(leaseUntil ?? sinceOf(notification), 0);
  if (state === 'unknown') return later(sinceOf(notification), unknownForMs);
  return undefined;
};

/** When the present state was entered, or entered anew. */
const sinceOf = ({ stateSince, updatedAt }: Notification): string => stateSince ?? updatedAt;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
