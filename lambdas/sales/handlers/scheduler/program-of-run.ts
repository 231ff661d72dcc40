import { InvalidInputError } from '../../../shared/errors.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import type { SalePrograms } from '../../ports.ts';

/** The program a run is for. @throws InvalidInputError when no enabled program that reminds of sales has this id */
export const programOfRun = async (programs: SalePrograms, programId: string): Promise<SaleProgram> => {
  const enabled = await programs.enabled();
  const found = enabled.find(({ program }) => program.programId === programId);
  if (found) return found.program;
  throw new InvalidInputError(`Program ${programId} is no enabled program that reminds of sales`, {
    whatToDo: `Leave programId out, or name one of: ${enabled.map(({ program }) => program.programId).join(', ') || 'none is enabled'}.`,
  });
};
