import { fullJitter, type Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import { TransientError } from '../../../shared/errors.ts';
import { advanceCase, type CaseEvent } from '../../domain/case-transitions.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import type { IssueBook } from '../../ports.ts';

/** What became of an event: `issue` is the case as it is now. Expected refusals are outcomes, not errors. */
export type CaseOutcome =
  | { kind: 'changed' | 'unchanged'; issue: IssueCase }
  | { kind: 'refused'; reason: 'closed' | 'not-now'; issue: IssueCase }
  | { kind: 'missing' };

export type ChangeCaseDeps = { book: Pick<IssueBook, 'get' | 'save'>; pause?: Pause };
const tries = 8;

/**
 * The one way to change a case that exists: read, decide purely, save on condition of the revision that was read; again
 * on conflict. Safe to repeat: a second time it is `unchanged`. What silence closes also loses to an error that was
 * counted since it was read.
 * @param decide the event for what is stored by then; nothing: leave it as it is
 * @throws TransientError when others keep being faster
 */
export const changeCase = async (
  { book, pause = fullJitter }: ChangeCaseDeps,
  caseId: string,
  decide: (seen: IssueCase) => CaseEvent | undefined,
): Promise<CaseOutcome> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const issue = await book.get(caseId);
    if (!issue) return { kind: 'missing' };
    const event = decide(issue);
    if (!event) return { kind: 'unchanged', issue };
    const step = advanceCase(issue, event);
    if (step.kind !== 'changed') return { ...step, issue };
    const unheard = step.next.closed?.quietSince === undefined ? undefined : 'unheard';
    if ((await book.save(step.next, [step.entry], unheard)) === 'saved') return { kind: 'changed', issue: step.next };
    await pause(attempt);
  }
  throw new TransientError(`Case ${caseId} changed ${tries} times while it was being written`, {
    whatToDo: 'Try again: nothing was written.',
  });
};
