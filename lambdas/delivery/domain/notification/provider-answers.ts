// A worker's claim and what came of the provider's call.
import type { Attempt, Notification, NotificationState } from './notification.ts';
import type { NotificationEvent, ProviderAnswer } from './notification-event.ts';
import { type Change, enter, learned, withDate } from './record-change.ts';
import { maxAttempts } from './retry.ts';

/** Code of an attempt whose slot was missed after its claim: the provider was never asked. */
export const missedSlot = 'no-slot';

/** Attempts of the present round, as they are counted: a replay starts anew, a missed slot was no call. */
export const attemptsOfRound = ({ attempts, round = 1 }: Pick<Notification, 'attempts' | 'round'>): Attempt[] =>
  attempts.filter((attempt) => (attempt.round ?? 1) === round && attempt.code !== missedSlot);

/** Writes the attempt down before the provider is called. */
export const claim = (
  seen: Notification,
  { provider, leaseUntil }: Extract<NotificationEvent, { kind: 'claim' }>,
  now: string,
): Change => {
  if (attemptsOfRound(seen).length >= maxAttempts) return { kind: 'refused', reason: 'claim: attempts are used up' };
  const { round = 1 } = seen;
  const number = (seen.attempts.at(-1)?.number ?? 0) + 1;
  const attempt: Attempt = { number, provider, startedAt: now, ...(round > 1 && { round }) };
  return enter(seen, 'sending', now, { provider, leaseUntil, attempts: [...seen.attempts, attempt] });
};

/** The outcome of an attempt. An answer to any but the latest comes too late to mean anything. */
export const answer = (seen: Notification, event: ProviderAnswer, now: string): Change => {
  if (seen.attempts.at(-1)?.number !== event.attempt)
    return { kind: 'refused', reason: `${event.kind}: attempt ${event.attempt} is not the latest` };
  if (event.kind === 'accepted') return accepted(seen, event, now);
  const { code, message } = event;
  const outcome = event.kind === 'no-answer' ? 'unknown' : event.kind;
  const attempts = endLatest(seen, { endedAt: now, outcome, code, message });
  if (event.kind === 'permanent') return enter(seen, 'failed', now, { attempts, reason: code });
  if (event.kind === 'no-answer') return enter(seen, 'unknown', now, { attempts, reason: code });
  if (attemptsOfRound({ ...seen, attempts }).length >= maxAttempts)
    return enter(seen, 'failed', now, { attempts, reason: code });
  // It stays due as it was: only its next attempt waits.
  const { retryAt: heldUntil, provider = seen.provider } = event;
  return enter(seen, 'scheduled', now, { attempts, heldUntil, provider, reason: code });
};

const ahead: readonly NotificationState[] = ['sent', 'delivered', 'failed'];

/** A receipt may have been faster than the provider's answer: then the answer only adds what it knows. */
const accepted = (
  seen: Notification,
  { providerMessageId }: Extract<ProviderAnswer, { kind: 'accepted' }>,
  now: string,
): Change => {
  const attempts = endLatest(seen, { endedAt: now, outcome: 'accepted', providerMessageId });
  const known =
    seen.state === 'accepted' || (ahead.includes(seen.state) && seen.attempts.at(-1)?.outcome === 'accepted');
  if (!known) return enter(seen, 'accepted', now, { attempts, providerMessageId });
  return learned(seen, { ...seen, attempts, providerMessageId, date: withDate(seen.date, 'accepted', now) });
};

const endLatest = ({ attempts }: Notification, end: Partial<Attempt>): Attempt[] => {
  const latest = attempts.at(-1);
  return latest ? [...attempts.slice(0, -1), { ...latest, ...end, endedAt: latest.endedAt ?? end.endedAt ?? '' }] : [];
};
