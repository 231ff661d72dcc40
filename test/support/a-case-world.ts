// Cases, their candidates and programs over fakes, with a clock that can be moved.
import { memoryCandidateStore } from '../../lambdas/candidates/index.ts';
import { memoryIssueBook } from '../../lambdas/issues/adapters/memory-issue-book.ts';
import { type IssueCase, occasionOf } from '../../lambdas/issues/domain/issue-case.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { aStoredCandidate } from './a-stored-candidate.ts';
import { anIssueCase } from './fake-cases.ts';

type Claim = { episode: number; caseId: string; eventId: string; openedAt: string; expiresAt: number };

export const aCaseWorld = (startsAt = '2026-11-20T18:00:00.000Z') => {
  let now = Date.parse(startsAt);
  const clock = { now: () => new Date(now) };
  const book = memoryIssueBook();
  const candidates = memoryCandidateStore({ clock });
  const counted: Record<string, number> = {};
  const claimName = ({ customerId, issueType, programId }: IssueCase) =>
    JSON.stringify([customerId, issueType, programId]);
  /** A case as its event left it: claim and candidate beside it. */
  const add = async (overrides: Partial<IssueCase> = {}): Promise<IssueCase> => {
    const issue = anIssueCase(overrides);
    const { caseId, customerId, programId, issueType, episode, eventId, openedAt, expiresAt } = issue;
    const claim: Claim = { episode, caseId, eventId, openedAt, expiresAt };
    book.kept.cases.set(caseId, issue);
    book.kept.claims.set(claimName(issue), claim);
    await candidates.putAll([
      aStoredCandidate({ customerId, programId, subject: issueType, occasion: occasionOf(episode) }),
    ]);
    return issue;
  };
  return {
    ...{ book, candidates, clock, counted, add },
    pause: async () => undefined,
    metrics: {
      addMetric: (name: string, _unit: 'Count', value: number) => {
        counted[name] = (counted[name] ?? 0) + value;
      },
    },
    programs: { enabled: async () => [aPinnedReactiveProgram()] },
    pass: (ms: number) => {
      now += ms;
    },
    candidateOf: ({ customerId, programId, issueType: subject }: IssueCase) =>
      candidates.get({ customerId, programId, subject }),
    claimOf: (issue: IssueCase) => book.claim(issue),
    kinds: async ({ caseId }: IssueCase) => (await book.timeline(caseId)).map(({ kind }) => kind),
  };
};
