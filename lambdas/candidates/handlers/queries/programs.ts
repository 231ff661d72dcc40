import * as z from 'zod';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import { programView } from '../graphql/program-view.ts';

/** Every program in force, by id. */
export const createPrograms =
  ({ programs }: { programs: Pick<ProgramStore, 'list'> }): FieldHandler =>
  async () => {
    const views = (await programs.list()).map(programView);
    return views.sort((a, b) => (a.programId < b.programId ? -1 : 1));
  };

const argumentsSchema = z.object({ programId: idArgument });

/** One program in force, or null. */
export const createProgram =
  ({ programs }: { programs: Pick<ProgramStore, 'current'> }): FieldHandler =>
  async (call) => {
    const { programId } = parseArguments(argumentsSchema, call);
    const found = await programs.current(programId);
    return found ? programView(found) : null;
  };
