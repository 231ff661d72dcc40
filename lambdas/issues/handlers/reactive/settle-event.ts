// What becomes of an event whose facts are in hand: counted on its open case, rejected, or the case it opens.
import type { ReactiveDecisions, ReactiveRecord } from '../../../candidates/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { TransientError } from '../../../shared/errors.ts';
import { occasionOf } from '../../domain/issue-case.ts';
import { type ClaimDecision, settleClaim } from '../../domain/settle-claim.ts';
import type { Assessment, IssueBook, IssueClaim, RiskScorer } from '../../ports.ts';
import { createHandOver, type HandOverDeps } from './hand-over.ts';
import { candidateOf, decisionOf, expiryOf, type Judging, judgeCandidate } from './judge-event.ts';
import { openCase } from './open-case.ts';
import type { EventOutcome, Stages } from './reactive-metrics.ts';

export type SettleDeps = HandOverDeps & {
  issues: Pick<IssueBook, 'claim' | 'open' | 'get' | 'save' | 'sight'>;
  decisions: Pick<ReactiveDecisions, 'record'>;
  risk: Pick<RiskScorer, 'assess'>;
  clock: Clock;
};
/** What is found out once per event, however often its claim changes meanwhile. */
type Found = { record?: ReactiveRecord; assessment?: Assessment };

const tries = 8;
/** Somebody is at a hand-over that is younger; an event that comes again by itself does so after a minute. */
const handOverTakesMs = 5_000;

/** @throws TransientError when the issue's claim keeps changing */
export const settleEvent = async (deps: SettleDeps, judging: Judging, taken: Stages): Promise<EventOutcome> => {
  const found: Found = {};
  const key = keyOf(judging);
  let claim: IssueClaim | undefined = judging.known.claim;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const decision = settleClaim(claim, judging);
    const outcome = await act(deps, { judging, decision, claim, found }, taken);
    if (outcome) return outcome;
    claim = await deps.issues.claim(key);
  }
  throw new TransientError(`The claim of an issue ${key.issueType} keeps changing`, {
    whatToDo: 'The event comes again by itself.',
  });
};

const keyOf = ({ event, classified, ready }: Judging) => ({
  customerId: event.customerId,
  issueType: classified.issueType,
  programId: ready.pinned.program.programId,
});

type Acting = { judging: Judging; decision: ClaimDecision; claim: IssueClaim | undefined; found: Found };

/** Nothing when the claim was no longer as it was read. */
const act = async (deps: SettleDeps, acting: Acting, taken: Stages): Promise<EventOutcome | undefined> => {
  const { judging, decision } = acting;
  switch (decision.kind) {
    case 'old':
      return { kind: 'old' };
    case 'same':
      return resume(deps, judging, decision.caseId);
    case 'sighting':
      return sight(deps, judging, decision.caseId);
    case 'open':
      return open(deps, { ...acting, episode: decision.episode }, taken);
  }
};

/** The event that opened the case, again: whoever had it may have crashed before delivery had its messages. */
const resume = async (deps: SettleDeps, { known, now }: Judging, caseId: string): Promise<EventOutcome> => {
  const issue = await deps.issues.get(caseId);
  const isLeft = issue?.handoverAt !== undefined && now.getTime() - Date.parse(issue.handoverAt) > handOverTakesMs;
  if (!issue || !isLeft || issue.state === 'closed') return { kind: 'duplicate', caseId };
  await createHandOver(deps)(issue, known);
  return { kind: 'resumed', caseId };
};

const sight = async (deps: SettleDeps, judging: Judging, caseId: string): Promise<EventOutcome | undefined> => {
  const { event, ready, now } = judging;
  const { eventId, at, appVersion, errorCount } = event;
  const claimUntil = expiryOf(now, ready.pinned.program.candidateTTLDays);
  const sighted = await deps.issues.sight(
    { ...keyOf(judging), caseId },
    { eventId, at, appVersion, errorCount, claimUntil },
  );
  if (sighted === 'conflict') return undefined;
  return { kind: 'duplicate', caseId, ...(sighted === 'counted' && { joined: true }) };
};

const open = async (
  deps: SettleDeps,
  { judging, claim, found, episode }: Acting & { episode: number },
  taken: Stages,
): Promise<EventOutcome | undefined> => {
  const candidate = candidateOf(judging, episode);
  found.record ??= judgeCandidate(judging, candidate);
  const { record } = found;
  if (record.outcome === 'rejected') {
    await deps.decisions.record(decisionOf(record));
    return { kind: 'rejected', filter: record.rejectedBy ?? 'unknown', reason: record.reason ?? 'unknown' };
  }
  found.assessment ??= await deps.risk.assess({
    ...{ program: judging.ready.pinned.program, customerId: candidate.customerId },
    ...{ attributes: candidate.attributes, features: judging.known.features },
  });
  taken.mark('decide');
  const issue = await openCase(deps, {
    ...{ judging, claim, episode, candidate, assessment: found.assessment },
    record: { ...record, candidate: { ...candidate, occasion: occasionOf(episode) } },
  });
  taken.mark('open');
  if (!issue) return undefined;
  await createHandOver(deps)(issue, judging.known);
  taken.mark('deliver');
  return { kind: 'opened', caseId: issue.caseId, ...(found.assessment.fallback && { fallback: true }) };
};
