import * as z from 'zod';
import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import { isDay } from '../../domain/run/day.ts';
import type { Executions } from '../../ports.ts';

type Deps = { programs: Pick<ProgramStore, 'current'>; executions: Pick<Executions, 'start'> };

const argumentsSchema = z.object({
  programId: idArgument,
  day: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, 'must be yyyy-mm-dd')
    .refine(isDay, 'must be a day of the calendar')
    .exactOptional(),
  dryRun: z.boolean().exactOptional(),
  marketplaces: z.array(z.string()).min(1, 'must name at least one, or be left out').exactOptional(),
});

/** Starts the batch. That the day is free is found out by its first step. @throws NotFoundError @throws InvalidInputError */
export const createStartRun =
  ({ programs, executions }: Deps): FieldHandler =>
  async (call) => {
    const input = parseArguments(argumentsSchema, call);
    const found = await programs.current(input.programId);
    if (!found) {
      throw new NotFoundError(`There is no program ${input.programId}`, {
        whatToDo: 'List them with the query programs.',
      });
    }
    refuseForeign(input.marketplaces ?? [], found.program.marketplaces);
    return executions.start(input);
  };

const refuseForeign = (asked: readonly string[], known: readonly string[]): void => {
  const foreign = asked.filter((marketplace) => !known.includes(marketplace));
  if (foreign.length === 0) return;
  throw new InvalidInputError(`marketplaces: ${foreign.join(', ')} is none of the program's: ${known.join(', ')}`, {
    whatToDo: 'Name marketplaces of the program, or leave the argument out for all.',
  });
};
