import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import { isZone } from './local-time.ts';
import { inQuietHours, type QuietHours, quietHoursEnd } from './quiet-hours.ts';

/** How long a message of a paused program waits before it asks again. */
const pauseWait = 5 * 60_000;

type Wish = {
  /** Epoch ms: when it would like to go, and after which it is worth nothing. */
  due: number;
  expires: number;
  now: number;
  zone: string;
  zoneFallback: string;
  quietHours: QuietHours;
  paused: boolean;
};
/** `reason`: what moved `at`, or why there is none. Epoch ms. */
export type SendTime = { at: number; reason?: 'paused' | 'quiet-hours'; refused: boolean };

/** When a message may go: as soon as it is due, nothing pauses it and it is not in the customer's quiet hours. */
export const sendTime = (wish: Wish, rules: DeliveryRules): SendTime => {
  const { due, expires, now, zone, zoneFallback, quietHours } = wish;
  const held = wish.paused && due < now + pauseWait;
  const start = held ? now + pauseWait : due;
  const local = isZone(zone) ? zone : zoneFallback;
  const quiet = !passes(rules, quietHours) && inQuietHours(quietHours, local, start);
  if (quiet && rules.quietHours === 'drop') return { at: start, reason: 'quiet-hours', refused: true };
  const at = quiet ? quietHoursEnd(quietHours, local, start) : start;
  if (quiet) return { at, reason: 'quiet-hours', refused: at >= expires };
  return held ? { at, reason: 'paused', refused: at >= expires } : { at, refused: false };
};

/** Urgent help is not made to wait for the morning where program and marketplace say so; nothing else may pass. */
const passes = ({ quietHours, purpose, priority }: DeliveryRules, { urgentMayPass }: QuietHours): boolean =>
  urgentMayPass === true && quietHours === 'pass' && purpose === 'service' && priority === 'urgent';
