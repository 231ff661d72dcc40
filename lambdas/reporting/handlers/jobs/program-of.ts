import { NotFoundError } from '../../../shared/errors.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';

/** @throws NotFoundError when it was taken away since the job was planned */
export const programOf = async (
  programs: Pick<ProgramStore<AnyProgram>, 'current'>,
  programId: string,
): Promise<AnyProgram> => {
  const found = await programs.current(programId);
  if (found) return found.program;
  throw new NotFoundError(`Program ${programId} is not deployed any more`, {
    whatToDo: 'Deploy it again, or start the job without it.',
  });
};
