import type { Notification } from '../notification/notification.ts';
import type { ProviderAnswer } from '../notification/notification-event.ts';
import { attemptsOfRound } from '../notification/provider-answers.ts';
import { backoffMs } from '../notification/retry.ts';
import type { SendOutcome } from './outgoing-message.ts';

/** A stopped account is looked at again this often; its program's pause holds the message until somebody lifts it. */
const stoppedForMs = 5 * 60_000;

/**
 * What a provider's answer means for the notification it was about.
 * @param claimed as it was when the provider was called @param now epoch ms @param jitter 0 ≤ jitter < 1
 */
export const outcomeEvent = (
  claimed: Notification,
  outcome: SendOutcome,
  { now, jitter }: { now: number; jitter: number },
): ProviderAnswer => {
  const attempt = claimed.attempts.at(-1)?.number ?? 0;
  if (outcome.kind === 'accepted') return { ...outcome, attempt };
  const trouble = { attempt, code: outcome.code, message: outcome.message };
  const after = (ms: number): string => new Date(now + ms).toISOString();
  switch (outcome.kind) {
    case 'permanent':
      return { kind: 'permanent', ...trouble };
    case 'unknown':
      return { kind: 'no-answer', ...trouble };
    case 'stop-program':
      return { kind: 'transient', ...trouble, retryAt: after(stoppedForMs) };
    case 'transient': {
      const { retryAfterMs } = outcome;
      const made = attemptsOfRound(claimed).length;
      const wait = backoffMs({ attempt: made, jitter, ...(retryAfterMs !== undefined && { retryAfterMs }) });
      return { kind: 'transient', ...trouble, retryAt: after(wait) };
    }
  }
};

/** What an outcome says about its provider's health; nothing when it was about the recipient or the account. */
export const healthOf = (outcome: SendOutcome): 'ok' | 'failed' | undefined => {
  if (outcome.kind === 'unknown') return 'failed';
  if (outcome.kind === 'transient') return outcome.providerUp ? undefined : 'failed';
  return outcome.kind === 'stop-program' ? undefined : 'ok';
};
