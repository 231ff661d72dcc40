// The fake of IssueBook: the table's rules over maps. What is written in the same transaction is kept beside it.
import type { ReactiveDecision, StoredCandidate } from '../../candidates/index.ts';
import { type CaseEntry, historyUntil, type IssueCase, isBrokenAnew } from '../domain/issue-case.ts';
import { claimOfOpened } from '../domain/settle-claim.ts';
import type { IssueBook, IssueClaim, IssueKey } from '../ports.ts';

type Kept = {
  claims: Map<string, IssueClaim>;
  cases: Map<string, IssueCase>;
  entries: Map<string, CaseEntry[]>;
  sightings: Set<string>;
  candidates: Map<string, StoredCandidate>;
  decisions: ReactiveDecision[];
};
/** `kept`: everything it holds, to be looked at. */
export type MemoryIssueBook = IssueBook & { kept: Kept };

export const candidateName = (key: { customerId: string; programId: string; subject: string }): string =>
  JSON.stringify([key.customerId, key.programId, key.subject]);
const claimName = ({ customerId, issueType, programId }: IssueKey): string =>
  JSON.stringify([customerId, issueType, programId]);
/** Nobody may change what is kept by holding on to it. */
const copy = <T>(value: T): T => structuredClone(value);

export const memoryIssueBook = (): MemoryIssueBook => {
  const kept: Kept = {
    ...{ claims: new Map(), cases: new Map(), entries: new Map(), sightings: new Set() },
    ...{ candidates: new Map(), decisions: [] },
  };
  const newestFirst = (customerId: string): IssueCase[] =>
    [...kept.cases.values()]
      .filter((issue) => issue.customerId === customerId)
      .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  return {
    kept,
    claim: async (key) => copy(kept.claims.get(claimName(key))),
    open: async (request) => open(kept, copy(request)),
    get: async (caseId) => copy(kept.cases.get(caseId)),
    timeline: async (caseId) =>
      copy([...(kept.entries.get(caseId) ?? [])].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))),
    save: async (next, entries, unheard) => save(kept, copy(next), { entries: copy([...entries]), unheard }),
    sight: async (of, error) => sight(kept, of, error),
    forCustomer: async (customerId, { limit, nextToken = '0' }) => {
      const from = Number(nextToken);
      const all = newestFirst(customerId);
      const items = copy(all.slice(from, from + limit));
      return { items, ...(all.length > from + limit && { nextToken: String(from + limit) }) };
    },
    unresolved: async function* ({ programId, openedBefore }) {
      const all = [...kept.cases.values()].filter(
        (issue) => issue.programId === programId && issue.state !== 'closed' && issue.openedAt < openedBefore,
      );
      if (all.length > 0) yield copy(all);
    },
    ofDay: async function* (programId, day) {
      const all = [...kept.cases.values()].filter(
        (issue) => issue.programId === programId && issue.openedAt.startsWith(day),
      );
      if (all.length > 0) yield copy(all);
    },
    leftOpen: async (before) =>
      [...kept.cases.values()].filter(({ handoverAt }) => handoverAt && handoverAt < before).map((one) => one.caseId),
  };
};

const open = (kept: Kept, request: Parameters<IssueBook['open']>[0]): 'opened' | 'conflict' => {
  const { seen, issue, candidate, entry, decision, claimUntil } = request;
  const claim = kept.claims.get(claimName(issue));
  if (JSON.stringify(claim) !== JSON.stringify(seen) || kept.cases.has(issue.caseId)) return 'conflict';
  const existing = kept.candidates.get(candidateName(candidate));
  const isOpen = existing?.occasion === candidate.occasion && existing.state !== 'closed';
  if (isOpen && existing.expiresAt * 1_000 > Date.parse(candidate.createdAt)) return 'conflict';
  kept.claims.set(claimName(issue), claimOfOpened(issue, seen, claimUntil));
  kept.cases.set(issue.caseId, issue);
  kept.entries.set(issue.caseId, [entry]);
  kept.candidates.set(candidateName(candidate), candidate);
  kept.decisions.push(decision);
  return 'opened';
};

type With = { entries: readonly CaseEntry[]; unheard: 'unheard' | undefined };

const save = (kept: Kept, next: IssueCase, { entries, unheard }: With): 'saved' | 'conflict' => {
  const stored = kept.cases.get(next.caseId);
  if (!stored || stored.revision !== next.revision - 1) return 'conflict';
  if (unheard && stored.lastErrorAt !== next.lastErrorAt) return 'conflict';
  const { sightings, lastErrorAt, lastErrorVersion, errorCount } = stored;
  kept.cases.set(next.caseId, { ...next, sightings, lastErrorAt, lastErrorVersion, errorCount });
  kept.entries.set(next.caseId, [...(kept.entries.get(next.caseId) ?? []), ...entries]);
  const claim = kept.claims.get(claimName(next));
  if (claim?.caseId !== next.caseId) return 'saved';
  if (next.closed) claim.resolvedAt ??= historyUntil(next.closed);
  if (isBrokenAnew(next)) delete claim.resolvedAt;
  return 'saved';
};

const sight = (
  kept: Kept,
  of: Parameters<IssueBook['sight']>[0],
  { eventId, at, appVersion, errorCount, claimUntil }: Parameters<IssueBook['sight']>[1],
): Awaited<ReturnType<IssueBook['sight']>> => {
  const name = JSON.stringify([of.caseId, eventId]);
  if (kept.sightings.has(name)) return 'known';
  const issue = kept.cases.get(of.caseId);
  const claim = kept.claims.get(claimName(of));
  if (!issue || claim?.caseId !== of.caseId || claim.resolvedAt !== undefined) return 'conflict';
  kept.sightings.add(name);
  claim.expiresAt = claimUntil;
  issue.sightings += 1;
  if (at > issue.lastErrorAt) Object.assign(issue, { lastErrorAt: at, lastErrorVersion: appVersion, errorCount });
  return 'counted';
};
