import type { CaseActions, CaseOutcome, IssueBook, IssueCase } from '../../issues/index.ts';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Cases } from '../ports.ts';

type Options = { book: Pick<IssueBook, 'get' | 'save' | 'timeline'>; actions: CaseActions; pause?: Pause };
const tries = 8;

/** What a case is after an action, whether it changed, was so already, or has ended before. */
const after = async (outcome: Promise<CaseOutcome>): Promise<IssueCase | undefined> => {
  const settled = await outcome;
  return settled.kind === 'missing' ? undefined : settled.issue;
};

/** The cases as pages need them, over those of issues. */
export const casesOfPages = ({ book, actions, pause = fullJitter }: Options): Cases => ({
  get: (caseId) => book.get(caseId),
  choose: (caseId, step) => after(actions.chooseStep(caseId, step)),
  fixed: (caseId) => after(actions.markFixed(caseId)),
  stillBroken: (caseId) => after(actions.stillBroken(caseId)),
  note: async (caseId, entry) => {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const issue = await book.get(caseId);
      if (!issue) return;
      // After the case: whoever noted the same meanwhile has changed its revision, and this save fails.
      const timeline = await book.timeline(caseId);
      if (timeline.some(({ at, kind }) => at === entry.at && kind === entry.kind)) return;
      if ((await book.save({ ...issue, revision: issue.revision + 1 }, [entry])) === 'saved') return;
      await pause(attempt);
    }
    throw new TransientError(`Case ${caseId} changed ${tries} times while its timeline was being written`, {
      whatToDo: 'Send the same answer again: it is not counted twice.',
    });
  },
});
