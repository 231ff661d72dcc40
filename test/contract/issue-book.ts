// What every IssueBook must do. Ids are unique, for the tables are shared.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReactiveDecision, StoredCandidate } from '../../lambdas/candidates/index.ts';
import type { CaseEntry, IssueCase } from '../../lambdas/issues/domain/issue-case.ts';
import type { IssueBook, IssueClaim } from '../../lambdas/issues/ports.ts';
import { aStoredCandidate } from '../support/a-stored-candidate.ts';
import { anIssueCase } from '../support/an-issue-case.ts';

type Key = { customerId: string; programId: string; subject: string };
/** What is written beside a case. */
export type IssueBookHarness = {
  book: IssueBook;
  candidate(key: Key): Promise<StoredCandidate | undefined>;
  putCandidate(candidate: StoredCandidate): Promise<unknown>;
  decisions(customerId: string, programId: string): Promise<ReactiveDecision[]>;
};

const claimUntil = 3_900_000_000;
const entry = (kind: string, at = '2056-11-20T15:30:01.000Z'): CaseEntry => ({ at, kind, by: 'herald' });

export const issueBookContract = (open: () => IssueBookHarness): void => {
  const { book, candidate, putCandidate, decisions } = open();
  const aCase = (overrides: Partial<IssueCase> = {}) => anIssueCase({ customerId: randomUUID(), ...overrides });
  const candidateOf = (issue: IssueCase): StoredCandidate =>
    aStoredCandidate({
      ...{ customerId: issue.customerId, programId: issue.programId, subject: issue.issueType },
      ...{ occasion: `episode-${issue.episode}`, channels: issue.channels, runId: `case:${issue.caseId}` },
      ...{ createdAt: issue.updatedAt, expiresAt: claimUntil },
    });
  const decisionOf = (issue: IssueCase): ReactiveDecision => {
    const { customerId, programId, issueType: subject, marketplace, openedAt: at, eventId } = issue;
    const occasion = `episode-${issue.episode}`;
    const about = { customerId, programId, subject, occasion, marketplace, eventTime: at };
    return {
      ...{ customerId, programId, subject, at },
      record: {
        ...{ eventId, programHash: 'h1', decidedAt: at, outcome: 'scored', verdicts: [] },
        candidate: { ...about, event: { source: 'app' }, attributes: {} },
      },
    };
  };
  const openCase = (issue: IssueCase, seen?: IssueClaim) => {
    const beside = { candidate: candidateOf(issue), decision: decisionOf(issue) };
    return book.open({ seen, issue, entry: entry('opened'), shards: 4, claimUntil, ...beside });
  };
  const next = (issue: IssueCase, changes: Partial<IssueCase> = {}): IssueCase => ({
    ...{ ...issue, revision: issue.revision + 1 },
    ...changes,
  });
  const closed = (issue: IssueCase, at = '2056-11-20T16:00:00.000Z'): IssueCase => {
    const { handoverAt: _none, ...rest } = issue;
    return next(rest, { state: 'closed', closed: { reason: 'resolved', method: 'self-service', at } });
  };
  const sighting = (eventId: string, at: string) => ({
    ...{ eventId, at, appVersion: '2.5.2', errorCount: 5, claimUntil: claimUntil + 60 },
  });
  const collect = async (pages: AsyncIterable<IssueCase[]>): Promise<string[]> => {
    const found: string[] = [];
    for await (const page of pages) found.push(...page.map(({ caseId }) => caseId));
    return found;
  };

  describe('opening', () => {
    it('writes claim, case, entry, candidate and decision together', async () => {
      const issue = aCase();
      const { customerId, programId, issueType: subject } = issue;
      expect(await openCase(issue)).toBe('opened');
      expect(await book.get(issue.caseId)).toEqual(issue);
      expect(await book.timeline(issue.caseId)).toEqual([entry('opened')]);
      expect(await book.claim(issue)).toEqual({
        ...{ episode: 1, caseId: issue.caseId, eventId: 'e-1', openedAt: issue.openedAt, expiresAt: claimUntil },
      });
      expect(await candidate({ customerId, programId, subject })).toEqual(candidateOf(issue));
      expect(await decisions(customerId, programId)).toEqual([decisionOf(issue)]);
    });

    it('lets one of ten win who have seen the same', async () => {
      const issue = aCase();
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => openCase(issue)));
      expect(outcomes.filter((outcome) => outcome === 'opened')).toHaveLength(1);
      expect(await book.timeline(issue.caseId)).toHaveLength(1);
    });

    it('of the next episode needs the claim as it was read, and takes the candidate over', async () => {
      const issue = aCase();
      await openCase(issue);
      const early = await book.claim(issue);
      await book.save(closed(issue), []);
      const second = aCase({ customerId: issue.customerId, episode: 2, eventId: 'e-2' });
      expect(await openCase(second)).toBe('conflict');
      expect(await openCase(second, early)).toBe('conflict');
      expect(await openCase(second, await book.claim(issue))).toBe('opened');
      expect(await book.claim(issue)).toMatchObject({ episode: 2, caseId: second.caseId });
      const { customerId, programId, issueType: subject } = issue;
      expect(await candidate({ customerId, programId, subject })).toMatchObject({ occasion: 'episode-2' });
    });

    it('writes nothing when the candidate of this episode is open already', async () => {
      const issue = aCase();
      await putCandidate(candidateOf(issue));
      expect(await openCase(issue)).toBe('conflict');
      expect(await book.get(issue.caseId)).toBeUndefined();
      expect(await book.claim(issue)).toBeUndefined();
    });
  });

  describe('saving', () => {
    it('moves a case on by one revision, with entries in their order', async () => {
      const issue = aCase();
      await openCase(issue);
      const { handoverAt: _none, ...rest } = issue;
      const saved = next(rest, { notificationIds: ['n-1'], updatedAt: '2056-11-20T15:31:00.000Z' });
      const entries = ['message-sent', 'message-refused'].map((kind) => entry(kind, '2056-11-20T15:31:00.000Z'));
      expect(await book.save(saved, entries)).toBe('saved');
      expect(await book.get(issue.caseId)).toEqual(saved);
      expect(await book.timeline(issue.caseId)).toEqual([entry('opened'), ...entries]);
      expect(await book.save(saved, [entry('twice')])).toBe('conflict');
      expect(await book.timeline(issue.caseId)).toHaveLength(3);
    });

    it('resolves the claim of a closed one, once', async () => {
      const issue = aCase();
      await openCase(issue);
      const end = closed(issue);
      await book.save(end, []);
      expect(await book.claim(issue)).toMatchObject({ resolvedAt: '2056-11-20T16:00:00.000Z' });
      await book.save(next(end, { closed: { reason: 'resolved', at: '2056-11-20T17:00:00.000Z' } }), []);
      expect(await book.claim(issue)).toMatchObject({ resolvedAt: '2056-11-20T16:00:00.000Z' });
    });

    it('gives the claim back to a case that its customer opened again, and to no other', async () => {
      const issue = aCase();
      await openCase(issue);
      const end = closed(issue);
      await book.save(end, []);
      const { closed: _end, ...rest } = end;
      const at = '2056-11-20T18:00:00.000Z';
      const again = next(rest, { state: 'open', stillBrokenAt: at, updatedAt: at });
      expect(await book.save(again, [])).toBe('saved');
      expect(await book.claim(issue)).not.toHaveProperty('resolvedAt');
      expect(await book.get(issue.caseId)).toEqual(again);
      expect(await book.sight(issue, sighting('e-2', '2056-11-20T18:10:00.000Z'))).toBe('counted');
      await book.save(closed(again, '2056-11-20T19:00:00.000Z'), []);
      const second = aCase({ customerId: issue.customerId, episode: 2, eventId: 'e-3' });
      await openCase(second, await book.claim(issue));
      expect(await book.claim(issue)).toMatchObject({ historyUntil: '2056-11-20T19:00:00.000Z' });
      await book.save(closed(second), []);
      await book.save(next(again, { revision: again.revision + 2 }), []);
      expect(await book.claim(issue)).toMatchObject({ caseId: second.caseId, resolvedAt: expect.any(String) });
    });

    it('of what closes for silence is a conflict when a later error was counted since it was read', async () => {
      const issue = aCase();
      await openCase(issue);
      const silent = { quietSince: '2056-11-20T15:35:00.000Z', at: '2056-11-27T15:35:00.000Z' };
      const expired = next(issue, { state: 'closed', closed: { reason: 'expired', ...silent } });
      await book.sight(issue, sighting('e-2', '2056-11-20T15:40:00.000Z'));
      expect(await book.save(expired, [entry('expired')], 'unheard')).toBe('conflict');
      expect(await book.get(issue.caseId)).toMatchObject({ state: 'open', revision: 1, sightings: 2 });
      expect(await book.claim(issue)).not.toHaveProperty('resolvedAt');
      expect(await book.timeline(issue.caseId)).toHaveLength(1);
    });

    it('of what closes for silence is done when nothing later was counted: what happened since opens anew', async () => {
      const issue = aCase();
      await openCase(issue);
      await book.sight(issue, sighting('e-2', '2056-11-20T15:20:00.000Z'));
      const silent = { quietSince: issue.lastErrorAt, at: '2056-11-27T15:30:00.000Z' };
      const expired = next(issue, { state: 'closed', closed: { reason: 'expired', ...silent } });
      expect(await book.save(expired, [], 'unheard')).toBe('saved');
      expect(await book.get(issue.caseId)).toMatchObject({ state: 'closed', closed: silent, sightings: 2 });
      expect(await book.claim(issue)).toMatchObject({ resolvedAt: issue.lastErrorAt });
    });

    it('never takes back what was counted meanwhile', async () => {
      const issue = aCase();
      await openCase(issue);
      await book.sight(issue, sighting('e-2', '2056-11-20T15:40:00.000Z'));
      await book.save(next(issue, { state: 'engaged' }), []);
      expect(await book.get(issue.caseId)).toMatchObject({
        ...{ state: 'engaged', sightings: 2, lastErrorAt: '2056-11-20T15:40:00.000Z', lastErrorVersion: '2.5.2' },
        errorCount: 5,
      });
    });
  });

  describe('sightings', () => {
    it('count each event once, and keep what was latest', async () => {
      const issue = aCase();
      await openCase(issue);
      expect(await book.sight(issue, sighting('e-2', '2056-11-20T15:40:00.000Z'))).toBe('counted');
      expect(await book.sight(issue, sighting('e-2', '2056-11-20T15:40:00.000Z'))).toBe('known');
      const late = { ...sighting('e-3', '2056-11-20T15:35:00.000Z'), appVersion: '2.5.0' };
      expect(await book.sight(issue, late)).toBe('counted');
      expect(await book.get(issue.caseId)).toMatchObject({
        ...{ sightings: 3, lastErrorAt: '2056-11-20T15:40:00.000Z', lastErrorVersion: '2.5.2', revision: 1 },
      });
      expect(await book.claim(issue)).toMatchObject({ expiresAt: claimUntil + 60 });
    });

    it('all count when they come at once', async () => {
      const issue = aCase();
      await openCase(issue);
      const times = Array.from({ length: 8 }, (_, n) => `2056-11-20T15:4${n}:00.000Z`);
      await Promise.all(times.map((at, n) => book.sight(issue, sighting(`e-${n + 2}`, at))));
      expect(await book.get(issue.caseId)).toMatchObject({ sightings: 9, lastErrorAt: times.at(-1) });
    });

    it('of an issue that was resolved, or went on to another case, are a conflict', async () => {
      const issue = aCase();
      expect(await book.sight(issue, sighting('e-2', issue.openedAt))).toBe('conflict');
      await openCase(issue);
      const other = { ...issue, caseId: 'another' };
      expect(await book.sight(other, sighting('e-2', issue.openedAt))).toBe('conflict');
      await book.save(closed(issue), []);
      expect(await book.sight(issue, sighting('e-2', '2056-11-20T15:40:00.000Z'))).toBe('conflict');
      expect(await book.get(issue.caseId)).toMatchObject({ sightings: 1 });
    });
  });

  describe('finding', () => {
    it('gives a customer’s cases newest first, a page at a time', async () => {
      const customerId = randomUUID();
      const types = ['app_crash', 'login_failure', 'payment_error'];
      const cases = types.map((issueType, n) =>
        aCase({ customerId, issueType, openedAt: `2056-11-20T15:3${n}:00.000Z` }),
      );
      for (const issue of cases) await openCase(issue);
      const first = await book.forCustomer(customerId, { limit: 2 });
      expect(first.items.map(({ issueType }) => issueType)).toEqual(['payment_error', 'login_failure']);
      const second = await book.forCustomer(customerId, { limit: 2, nextToken: first.nextToken ?? '' });
      expect(second.items.map(({ issueType }) => issueType)).toEqual(['app_crash']);
      expect(await book.forCustomer(randomUUID(), { limit: 2 })).toEqual({ items: [] });
    });

    it('tells open cases from closed ones, and by the day they were opened on', async () => {
      const programId = `p-${randomUUID()}`;
      const [one, two, other] = [
        aCase({ programId }),
        aCase({ programId }),
        aCase({ programId, openedAt: '2056-11-21T00:00:00.000Z' }),
      ] as [IssueCase, IssueCase, IssueCase];
      for (const issue of [one, two, other]) await openCase(issue);
      await book.save(closed(two), []);
      const before = '2056-11-20T16:00:00.000Z';
      expect(await collect(book.unresolved({ programId, openedBefore: before }))).toEqual([one.caseId]);
      expect(await collect(book.unresolved({ programId, openedBefore: one.openedAt }))).toEqual([]);
      expect((await collect(book.ofDay(programId, '2056-11-20'))).sort()).toEqual([one.caseId, two.caseId].sort());
    });

    it('knows whose hand-over was left open', async () => {
      const [left, done] = [aCase({ handoverAt: '2056-11-20T15:00:00.000Z' }), aCase()] as [IssueCase, IssueCase];
      for (const issue of [left, done]) await openCase(issue);
      await book.save(closed(done), []);
      const found = await book.leftOpen('2056-11-20T15:00:00.001Z');
      expect(found).toContain(left.caseId);
      expect(found).not.toContain(done.caseId);
      expect(await book.leftOpen('2056-11-20T15:00:00.000Z')).not.toContain(left.caseId);
    });
  });
};
