import * as z from 'zod';
import { NotFoundError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import { compileEscalationRules, dueEscalations, escalatedAfterMs } from '../../domain/escalation-rules.ts';
import type { CaseLists, IssueBook, ReactivePrograms } from '../../ports.ts';
import { instant, machineInput, parseInput } from '../step-inputs.ts';

export type FindUnresolvedDeps = {
  programs: ReactivePrograms;
  book: Pick<IssueBook, 'unresolved'>;
  lists: Pick<CaseLists, 'write'>;
};

const findInput = z.object({
  input: z.object({ programId: z.string().min(1).exactOptional(), at: instant.exactOptional() }),
  execution: z.object({ startedAt: instant }),
});
/** One item of the Map: a list of cases in the data bucket. */
type CaseList = { programId: string; at: string; key: string; cases: number };
type FoundUnresolved = { at: string; cases: number; lists: CaseList[] };

const casesPerList = 200;

/**
 * Cases opened more than an hour before `at`, not closed, for which a rule of their program has to act; in lists of 200
 * in the data bucket, because a state holds no more than 256 KB.
 */
export const createFindUnresolved =
  (deps: FindUnresolvedDeps) =>
  async (event: unknown): Promise<FoundUnresolved> => {
    const { input, execution } = parseInput(findInput, event, machineInput);
    const at = new Date(input.at ?? execution.startedAt);
    const enabled = await deps.programs.enabled();
    const wanted = enabled.filter(
      ({ program }) => input.programId === undefined || program.programId === input.programId,
    );
    if (input.programId !== undefined && wanted.length === 0) throw noSuch(input.programId);
    const lists: CaseList[] = [];
    for (const { program } of wanted) {
      const rules = compileEscalationRules(program);
      const caseIds: string[] = [];
      const openedBefore = new Date(at.getTime() - escalatedAfterMs).toISOString();
      for await (const page of deps.book.unresolved({ programId: program.programId, openedBefore }))
        caseIds.push(...page.filter((one) => dueEscalations(rules, one, at).length > 0).map(({ caseId }) => caseId));
      lists.push(...(await writeLists(deps.lists, { programId: program.programId, at: at.toISOString() }, caseIds)));
    }
    const cases = lists.reduce((sum, list) => sum + list.cases, 0);
    logger.info('unresolved cases found', { at: at.toISOString(), cases, lists: lists.length });
    return { at: at.toISOString(), cases, lists };
  };

const writeLists = async (
  lists: FindUnresolvedDeps['lists'],
  of: { programId: string; at: string },
  caseIds: readonly string[],
): Promise<CaseList[]> => {
  const written: CaseList[] = [];
  for (let from = 0; from < caseIds.length; from += casesPerList) {
    const part = caseIds.slice(from, from + casesPerList);
    const key = await lists.write({ ...of, number: from / casesPerList }, part);
    written.push({ ...of, key, cases: part.length });
  }
  return written;
};

const noSuch = (programId: string) =>
  new NotFoundError(`There is no enabled program ${programId} of kind reactive`, {
    whatToDo: 'Check programId, or leave it out: then all enabled programs are looked at.',
  });
