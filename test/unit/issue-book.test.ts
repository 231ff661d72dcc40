import { describe } from 'vitest';
import { candidateName, memoryIssueBook } from '../../lambdas/issues/adapters/memory-issue-book.ts';
import { issueBookContract } from '../contract/issue-book.ts';

describe('IssueBook', () =>
  issueBookContract(() => {
    const book = memoryIssueBook();
    const { candidates, decisions } = book.kept;
    return {
      book,
      candidate: async (key) => candidates.get(candidateName(key)),
      putCandidate: async (candidate) => candidates.set(candidateName(candidate), candidate),
      decisions: async (customerId) => decisions.filter((decision) => decision.customerId === customerId),
    };
  }));
