import type { Notification } from '../../../delivery/index.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { LinkDeps } from '../../ports.ts';

/** The program as the message pinned it; one that was never pinned (a message of a test) as it is now. */
export const programOf = async (
  programs: LinkDeps['programs'],
  { programId, programHash }: Pick<Notification, 'programId' | 'programHash'>,
): Promise<PinnedProgram<AnyProgram> | undefined> => {
  try {
    return await programs.pinned(programId, programHash);
  } catch (error) {
    if (error instanceof NotFoundError) return programs.current(programId);
    throw error;
  }
};
