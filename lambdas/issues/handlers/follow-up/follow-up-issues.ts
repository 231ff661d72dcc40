import * as z from 'zod';
import type { Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import type { Clock } from '../../../shared/clock.ts';
import { messageOf } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { CountMetrics } from '../../../shared/metrics.ts';
import { followUp } from '../../domain/follow-up.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import type { IssueBook, ReactivePrograms } from '../../ports.ts';
import { changeCase } from '../resolution/change-case.ts';
import { instant, parseInput } from '../step-inputs.ts';

export type FollowUpDeps = {
  book: Pick<IssueBook, 'get' | 'save' | 'unresolved' | 'leftOpen'>;
  programs: ReactivePrograms;
  /** Asks for the messages of a case whose hand-over was left open. */
  handOver: (issue: IssueCase) => Promise<unknown>;
  /** Tells everybody that a case has ended. */
  settleClosed: (issue: IssueCase) => Promise<void>;
  clock: Clock;
  metrics: CountMetrics;
  pause?: Pause;
};

/** `only: "handovers"`: what the schedule wants each minute; without it open cases are looked at too. */
const followUpInput = z.object({ at: instant.exactOptional(), only: z.literal('handovers').exactOptional() });
type FollowedUp = { handovers: number; changed: number; failed: number };

/** What is younger than this is probably still in the hands of the Lambda that made it. */
const handoverMs = 60_000;

/** One that fails is told and tried again at the next run; it never stops the others. */
const attempt = async (count: FollowedUp, caseId: string, act: () => Promise<unknown>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    count.failed += 1;
    logger.warn('case not followed up', { caseId, cause: messageOf(error) });
  }
};

const resume = async (deps: FollowUpDeps, caseId: string): Promise<unknown> => {
  const issue = await deps.book.get(caseId);
  if (issue?.handoverAt === undefined) return;
  return issue.closed ? deps.settleClosed(issue) : deps.handOver(issue);
};

const finishHandovers = async (deps: FollowUpDeps, now: Date, count: FollowedUp): Promise<void> => {
  for (const caseId of await deps.book.leftOpen(new Date(now.getTime() - handoverMs).toISOString()))
    await attempt(count, caseId, async () => {
      await resume(deps, caseId);
      count.handovers += 1;
    });
};

const followCases = async (deps: FollowUpDeps, now: Date, count: FollowedUp): Promise<void> => {
  for (const { program } of await deps.programs.enabled())
    for await (const page of deps.book.unresolved({ programId: program.programId, openedBefore: now.toISOString() }))
      for (const seen of page.filter((one) => followUp(one, program, now)))
        await attempt(count, seen.caseId, async () => {
          // The index may lag behind the case: the rule is asked again about what is stored.
          const outcome = await changeCase(deps, seen.caseId, (issue) => followUp(issue, program, now));
          if (outcome.kind !== 'changed') return;
          count.changed += 1;
          const { caseId, programId, customerId, state } = outcome.issue;
          logger.info('case followed up', { caseId, programId, state, customer: customerHash(customerId) });
          if (outcome.issue.closed) await deps.settleClosed(outcome.issue);
        });
};

/**
 * Looks after cases as time passes: hand-overs that a crash left open are finished; an update that brought silence
 * resolves its case, one that brought another error opens it again; what is past its life closes. `at`: as if it were
 * then. Safe to repeat and to run side by side.
 */
export const createFollowUp =
  (deps: FollowUpDeps) =>
  async (event: unknown): Promise<FollowedUp> => {
    const input = parseInput(followUpInput, event, 'docs/operations.md');
    const now = input.at === undefined ? deps.clock.now() : new Date(input.at);
    const count: FollowedUp = { handovers: 0, changed: 0, failed: 0 };
    await finishHandovers(deps, now, count);
    if (input.only === undefined) await followCases(deps, now, count);
    deps.metrics.addMetric('HandOversFinished', 'Count', count.handovers);
    if (count.failed > 0) deps.metrics.addMetric('FollowUpsFailed', 'Count', count.failed);
    return count;
  };
