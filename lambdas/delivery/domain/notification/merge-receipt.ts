// Receipts come in any order, twice, or before the provider's own answer. They merge monotonically: the state is the
// highest one told, dates are the earliest told, so that every order gives the same record.
import type { Receipt } from '../receipts/receipt.ts';
import type { Attempt, Notification, NotificationState } from './notification.ts';
import { type Change, learned, withDate } from './record-change.ts';

const ranks: Partial<Record<NotificationState, number>> = {
  scheduled: 0,
  queued: 0,
  sending: 0,
  unknown: 0,
  accepted: 1,
  sent: 2,
  failed: 3,
  delivered: 4,
};
type Reported = 'accepted' | 'sent' | 'delivered' | 'failed';

/** What a receipt makes of the notification. One that can't be about any of its attempts is refused. */
export const mergeReceipt = (seen: Notification, receipt: Receipt): Change => {
  const { status } = receipt;
  if (status === 'delayed') return { kind: 'unchanged' };
  if (status === 'opened' || status === 'clicked' || status === 'complained')
    return learned(seen, { ...seen, date: withDate(seen.date, status, receipt.at) });
  const attempt = attemptOf(seen, receipt);
  if (!attempt) return { kind: 'refused', reason: 'receipt: it names no attempt of this message' };
  const rank = ranks[seen.state];
  if (rank === undefined) return { kind: 'refused', reason: `receipt: ${seen.state} can't become ${status}` };
  const told = withAttempt(seen, attempt.number, receipt);
  if (!counts(seen, attempt, status)) return learned(seen, told);
  const known = { ...told, date: withDate(told.date, status, receipt.at) };
  const higher = (ranks[status] ?? 0) > rank;
  return higher ? raise(known, receipt, status) : sameRank(seen, known, receipt);
};

/** Which attempt it is about: by number, by the provider's id, else the latest. */
const attemptOf = ({ attempts }: Notification, { attempt, providerMessageId }: Receipt): Attempt | undefined =>
  attempt === undefined
    ? (attempts.find((one) => one.providerMessageId !== undefined && one.providerMessageId === providerMessageId) ??
      attempts.at(-1))
    : attempts.find(({ number }) => number === attempt);

/**
 * Whether it says something about the whole message. `delivered` always does. A failure does only of the latest attempt,
 * and of an earlier round nothing else does: that round's failure is why there is another.
 */
const counts = ({ attempts, round = 1 }: Notification, attempt: Attempt, status: Reported): boolean => {
  if (status === 'delivered') return true;
  if ((attempt.round ?? 1) !== round) return false;
  return status !== 'failed' || attempt.number === attempts.at(-1)?.number;
};

/** A receipt proves that the provider took the message, whatever it answered. */
const withAttempt = (seen: Notification, number: number, receipt: Receipt): Notification => {
  const { providerMessageId, cost } = receipt;
  const attempts = seen.attempts.map((attempt) =>
    attempt.number === number
      ? {
          ...attempt,
          outcome: 'accepted' as const,
          ...(!attempt.providerMessageId && providerMessageId !== undefined && { providerMessageId }),
        }
      : attempt,
  );
  const latestId = attempts.findLast((attempt) => attempt.providerMessageId)?.providerMessageId;
  const date = receipt.suppress === 'bounce' ? withDate(seen.date, 'bounced', receipt.at) : seen.date;
  return {
    ...{ ...seen, attempts, date },
    ...(latestId !== undefined && { providerMessageId: latestId }),
    ...(cost && { cost: highest(seen.cost, cost) }),
  };
};

type Cost = NonNullable<Notification['cost']>;
const highest = (known: Cost = {}, told: Cost): Cost => {
  const parts = Math.max(known.parts ?? 0, told.parts ?? 0);
  const usd = Math.max(known.usd ?? 0, told.usd ?? 0);
  return { ...(parts > 0 && { parts }), ...(usd > 0 && { usd }) };
};

const raise = (known: Notification, receipt: Receipt, state: Reported): Change => {
  const { reason: _reason, leaseUntil: _lease, heldUntil: _held, ...kept } = known;
  const reason = state === 'failed' && { reason: codeOf(receipt) };
  return { kind: 'change', next: { ...kept, ...reason, state, stateSince: known.date[state] ?? receipt.at } };
};

/** The state stays; of two reasons for a failure the one told for the earlier time stays. */
const sameRank = (seen: Notification, known: Notification, receipt: Receipt): Change => {
  const since = known.date[seen.state];
  const dated = ranks[seen.state] === 0 || since === undefined ? known : { ...known, stateSince: since };
  if (seen.state !== 'failed' || receipt.status !== 'failed') return learned(seen, dated);
  const at = new Date(receipt.at).toISOString();
  const earlier = at < (seen.date.failed ?? at) || (at === seen.date.failed && codeOf(receipt) < (seen.reason ?? ''));
  return learned(seen, earlier ? { ...dated, reason: codeOf(receipt) } : dated);
};

const codeOf = ({ code }: Receipt): string => code ?? 'carrier-failed';
