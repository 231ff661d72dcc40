import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import type { CampaignExecutions, Programs } from '../../ports.ts';
import { noSuchProgram } from '../queries/preview.ts';

type Deps = { programs: Pick<Programs, 'current'>; executions: CampaignExecutions };

const argumentsSchema = z.object({
  programId: idArgument,
  runId: idArgument.exactOptional(),
  dryRun: z.boolean().exactOptional(),
});

/** Starts campaign-delivery; its first step finds the run. @throws NotFoundError @throws InvalidInputError */
export const createStartCampaign =
  ({ programs, executions }: Deps): FieldHandler =>
  async (call) => {
    const input = parseArguments(argumentsSchema, call);
    const found = await programs.current(input.programId);
    if (!found) throw noSuchProgram(input.programId);
    if (found.program.kind === 'batch' && found.program.campaign) return executions.start(input);
    throw new InvalidInputError(`Program ${input.programId} has no section "campaign"`, {
      whatToDo: 'Name a program that plans campaigns.',
    });
  };
