import * as z from 'zod';
import type { Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import { NotFoundError, TransientError } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { CountMetrics } from '../../../shared/metrics.ts';
import { compileEscalationRules, dueEscalations } from '../../domain/escalation-rules.ts';
import type { CaseLists, EscalationQueue, IssueBook, ReactivePrograms } from '../../ports.ts';
import { changeCase } from '../resolution/change-case.ts';
import { instant, machineInput, parseInput } from '../step-inputs.ts';

export type EscalateIssueDeps = {
  programs: ReactivePrograms;
  book: Pick<IssueBook, 'get' | 'save'>;
  lists: Pick<CaseLists, 'read'>;
  queue: EscalationQueue;
  metrics: CountMetrics;
  pause?: Pause;
};

const listInput = z.object({ list: z.object({ programId: z.string().min(1), at: instant, key: z.string().min(1) }) });
type Rules = ReturnType<typeof compileEscalationRules>;

/**
 * Escalates one case: every rule that holds and has not acted. The message goes first, then the case is marked, so that
 * nothing is lost in between; one that goes twice is one escalation to whoever takes it (lambdas/callbacks).
 */
const escalateCase = async (deps: EscalateIssueDeps, caseId: string, { rules, at }: { rules: Rules; at: Date }) => {
  const issue = await deps.book.get(caseId);
  const due = issue ? dueEscalations(rules, issue, at) : [];
  const time = at.toISOString();
  if (due.length > 0) await deps.queue.send(due.map((one) => ({ kind: 'escalation', caseId, ...one })));
  for (const one of due) {
    await changeCase(deps, caseId, () => ({ kind: 'escalated', ...one, at: time }));
    const { programId, customerId } = issue ?? { programId: '', customerId: '' };
    logger.info('case escalated', { caseId, programId, customer: customerHash(customerId), ...one });
  }
  return due.length;
};

/**
 * Escalates the cases of one list. Safe to repeat. One that fails does not stop the others; then the whole list is tried
 * again, and what is done is found done.
 * @throws TransientError when some failed
 */
export const createEscalateIssue =
  (deps: EscalateIssueDeps) =>
  async (event: unknown): Promise<{ escalated: number }> => {
    const { programId, at, key } = parseInput(listInput, event, machineInput).list;
    const found = (await deps.programs.enabled()).find(({ program }) => program.programId === programId);
    if (!found) throw noLonger(programId);
    const rules = compileEscalationRules(found.program);
    let [escalated, failed] = [0, 0];
    for (const caseId of await deps.lists.read(key)) {
      try {
        escalated += await escalateCase(deps, caseId, { rules, at: new Date(at) });
      } catch (error) {
        failed += 1;
        logger.warn('case not escalated', { caseId, programId, cause: (error as Error).message });
      }
    }
    deps.metrics.addMetric('CasesEscalated', 'Count', escalated);
    if (failed > 0) throw someFailed(failed, key);
    return { escalated };
  };

const noLonger = (programId: string) =>
  new NotFoundError(`Program ${programId} is no longer enabled`, {
    whatToDo: 'Enable it and start escalate-unresolved again with the same input.',
  });
const someFailed = (failed: number, key: string) =>
  new TransientError(`${failed} cases of ${key} could not be escalated`, {
    whatToDo: 'Start escalate-unresolved again with the same input: what is escalated is not escalated twice.',
  });
