import type { LinkDeps } from '../../ports.ts';

/** The program's name; one that is gone from the files goes by its id. */
export const programName = async (
  programs: Pick<LinkDeps['programs'], 'current'>,
  { programId }: { programId: string },
): Promise<string> => (await programs.current(programId))?.program.programName ?? programId;
