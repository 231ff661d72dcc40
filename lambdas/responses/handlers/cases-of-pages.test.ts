import { expect, it } from 'vitest';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import { type CaseEntry, memoryIssueBook } from '../../issues/index.ts';
import { TransientError } from '../../shared/errors.ts';
import { casesOfPages } from './cases-of-pages.ts';

const entry: CaseEntry = { at: '2026-11-20T18:00:00.000Z', kind: 'rated', by: 'customer', detail: { solved: 5 } };
const pause = async () => {};
const unused = () => Promise.reject(new Error('not asked for'));
const actions = {
  chooseStep: unused,
  markFixed: unused,
  stillBroken: unused,
  markCalling: unused,
  closeByAgent: unused,
};

const aBook = () => {
  const book = memoryIssueBook();
  const issue = anIssueCase();
  book.kept.cases.set(issue.caseId, issue);
  return { book, issue };
};

it('notes an entry once, also when others write the case at the same moment', async () => {
  const { book, issue } = aBook();
  let beaten = 2;
  const save: typeof book.save = async (next, entries) => {
    if (beaten === 0) return book.save(next, entries);
    beaten -= 1;
    await book.save({ ...issue, revision: next.revision }, []);
    return 'conflict';
  };
  const cases = casesOfPages({ book: { ...book, save }, actions, pause });
  await cases.note(issue.caseId, entry);
  await cases.note(issue.caseId, entry);
  expect(await book.timeline(issue.caseId)).toEqual([entry]);
});

it('notes an entry once that is sent many times at the same moment', async () => {
  const { book, issue } = aBook();
  const cases = casesOfPages({ book, actions, pause });
  await Promise.all([1, 2, 3].map(() => cases.note(issue.caseId, entry)));
  expect(await book.timeline(issue.caseId)).toEqual([entry]);
});

it('gives up on a case that never stands still, and misses none that is gone', async () => {
  const { book, issue } = aBook();
  const cases = casesOfPages({ book: { ...book, save: async () => 'conflict' as const }, actions, pause });
  await expect(cases.note(issue.caseId, entry)).rejects.toThrow(TransientError);
  await cases.note('gone', entry);
});

it('says what the case is after an action, whatever became of that', async () => {
  const { book, issue } = aBook();
  const outcomes = {
    ...{ ...actions, chooseStep: async () => ({ kind: 'changed' as const, issue }) },
    markFixed: async () => ({ kind: 'refused' as const, reason: 'closed' as const, issue }),
    stillBroken: async () => ({ kind: 'missing' as const }),
  };
  const cases = casesOfPages({ book, actions: outcomes, pause });
  expect(await cases.choose(issue.caseId, 'update')).toBe(issue);
  expect(await cases.fixed(issue.caseId)).toBe(issue);
  expect(await cases.stillBroken(issue.caseId)).toBeUndefined();
});
