import type { Clock } from '../../../shared/clock.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import type { ReactiveProgram } from '../../../shared/programs/reactive-program-schema.ts';

const keptMs = 30_000;

/** Those that make candidates. */
export type ServedProgram = BatchProgram | ReactiveProgram;
/** The program in force. @throws NotFoundError */
export type CurrentProgram = (programId: string) => Promise<PinnedProgram<ServedProgram>>;

/**
 * Programs change by deployment only, so a query may be half a minute behind and need not read one each time.
 * What was not found, or failed, is not kept.
 */
export const recentPrograms = (programs: Pick<ProgramStore<AnyProgram>, 'current'>, clock: Clock): CurrentProgram => {
  const kept = new Map<string, { program: PinnedProgram<ServedProgram>; until: number }>();
  return async (programId) => {
    const known = kept.get(programId);
    const now = clock.now().getTime();
    if (known && known.until > now) return known.program;
    const pinned = await programs.current(programId);
    if (!pinned || pinned.program.kind === 'sale') throw noSuchProgram(programId);
    const program = { ...pinned, program: pinned.program };
    kept.set(programId, { program, until: now + keptMs });
    return program;
  };
};

const noSuchProgram = (programId: string): NotFoundError =>
  new NotFoundError(`There is no program ${programId}`, { whatToDo: 'List them with the query programs.' });
