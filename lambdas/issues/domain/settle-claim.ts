// Whether an error opens an episode of its issue, belongs to the open one, or is history (design.md, Reactive).

/** The latest episode of a customer's issue, as far as the decision needs it. Times are canonical ISO 8601. */
type Claim = {
  episode: number;
  caseId: string;
  eventId: string;
  resolvedAt?: string;
  historyUntil?: string;
  expiresAt: number;
};

/**
 * `open`: this episode begins. `same`: the event that opened the present one, again. `sighting`: one more error of the
 * open one. `old`: it happened before the issue was resolved, lately or the time before.
 */
export type ClaimDecision =
  | { kind: 'open'; episode: number }
  | { kind: 'same'; caseId: string }
  | { kind: 'sighting'; caseId: string }
  | { kind: 'old' };

/**
 * An issue is open until it is resolved; only an error after that opens the next episode. Or until its claim's time is
 * over: whatever was counted in it is too old by then to come again (`stale`), so that any error is a new one.
 * @param claim absent: the issue was never seen
 */
export const settleClaim = (
  claim: Claim | undefined,
  { event, now }: { event: { eventId: string; at: string }; now: Date },
): ClaimDecision => {
  if (!claim) return { kind: 'open', episode: 1 };
  const next: ClaimDecision = { kind: 'open', episode: claim.episode + 1 };
  const { caseId, eventId, resolvedAt, historyUntil, expiresAt } = claim;
  if (eventId === event.eventId) return { kind: 'same', caseId };
  if (resolvedAt !== undefined) return event.at > resolvedAt ? next : { kind: 'old' };
  if (expiresAt * 1_000 <= now.getTime()) return next;
  // The bus keeps no order: an error of the episode before may come when the next one has begun.
  return historyUntil !== undefined && event.at <= historyUntil ? { kind: 'old' } : { kind: 'sighting', caseId };
};

/** The claim of an episode that begins. @param seen of the episode before it */
export const claimOfOpened = (
  { episode, caseId, eventId, openedAt }: Pick<Claim, 'episode' | 'caseId' | 'eventId'> & { openedAt: string },
  seen: Pick<Claim, 'resolvedAt'> | undefined,
  expiresAt: number,
) => ({
  ...{ episode, caseId, eventId, openedAt, expiresAt },
  ...(seen?.resolvedAt !== undefined && { historyUntil: seen.resolvedAt }),
});
