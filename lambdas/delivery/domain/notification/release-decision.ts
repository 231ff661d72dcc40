// What the releaser does with one message that is due.
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import { nextSendTime } from '../sending/campaign-window.ts';
import type { Notification } from './notification.ts';
import { type Advanced, advance } from './transitions.ts';

const minuteMs = 60_000;
const heldMs = 5 * minuteMs;
/** The shortest `sendWindowMinutes` a program may have: before that nobody is late. */
const leastWindowMs = 15 * minuteMs;

/** `dueBy` selects what is scheduled; `now` judges expiry, leases and lost messages. ISO 8601 in UTC with milliseconds. */
export type ReleaseTimes = { dueBy: string; now: string };
/** `pause`: the strongest flag of its program and campaign. `program`: needed only when `mayBeLate`. */
type Facts = ReleaseTimes & { pause?: 'paused' | 'stopped' | undefined; program?: AnyProgram | undefined };

/**
 * Stopped: cancelled. Paused: stays due as it was and is looked at again in five minutes. A campaign's message that comes
 * out of a pause after its window waits for the next send time, if it still helps by then. Everything else as the table of
 * transitions says.
 */
export const releaseDecision = (seen: Notification, facts: Facts): Advanced => {
  const { dueBy, now, pause } = facts;
  const released = advance(seen, { kind: 'release', dueBy }, now);
  if (released.kind !== 'advanced' || released.next.state !== 'queued') return released;
  if (pause === 'stopped') return advance(seen, { kind: 'refuse', to: 'cancelled', reason: 'stopped' }, now);
  if (pause === 'paused')
    return advance(seen, { kind: 'hold', until: plus(later(dueBy, now), heldMs), reason: 'paused' }, now);
  const next = mayBeLate(seen, facts) ? missedUntil(seen, facts) : undefined;
  if (next === undefined) return released;
  if (next >= Date.parse(seen.expiresAt))
    return advance(seen, { kind: 'refuse', to: 'expired', reason: 'missed-window' }, now);
  return advance(seen, { kind: 'postpone', until: new Date(next).toISOString(), reason: 'missed-window' }, now);
};

/** Whether it could have missed its campaign's window, so that its program must be asked. */
export const mayBeLate = (seen: Notification, { dueBy, now }: ReleaseTimes): boolean =>
  seen.state === 'scheduled' &&
  seen.campaignId !== undefined &&
  Date.parse(later(dueBy, now)) - Date.parse(seen.dueAt ?? seen.createdAt) > leastWindowMs;

/** Epoch ms of the next send time, if the window after the last one is over. */
const missedUntil = (seen: Notification, { dueBy, now, program }: Facts): number | undefined =>
  program && nextSendTime(seen, program, Date.parse(later(dueBy, now)));

const later = (a: string, b: string): string => (a > b ? a : b);
const plus = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
