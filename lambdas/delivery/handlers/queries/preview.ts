import * as z from 'zod';
import { NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { marketplaceCodes } from '../../../shared/programs/marketplace-schema.ts';
import { renderMessage } from '../../domain/templates/render.ts';
import type { Programs, TemplateStore } from '../../ports.ts';
import { sampleVariables } from '../graphql/sample-variables.ts';

type Deps = { programs: Pick<Programs, 'current'>; templates: Pick<TemplateStore, 'current'> };

/** What `preview` and `sendTest` are asked for. `variables`: AWSJSON, a text or what AppSync has parsed already. */
export const messageArguments = {
  programId: idArgument,
  templateId: idArgument,
  channel: z.enum(['email', 'sms']),
  locale: z.string().min(2, 'must be a BCP 47 tag').max(35, 'must be a BCP 47 tag'),
  marketplace: z.enum(marketplaceCodes),
  variables: z.unknown().optional(),
};
const argumentsSchema = z.object(messageArguments);

/** A message as it would be sent, by sample data where none is given. @throws NotFoundError @throws InvalidInputError */
export const createPreview =
  ({ programs, templates }: Deps): FieldHandler =>
  async (call) => {
    const { programId, templateId, channel, locale, marketplace, variables } = parseArguments(argumentsSchema, call);
    const program = await programs.current(programId);
    if (!program) throw noSuchProgram(programId);
    const set = await templates.current(programId);
    const footer = program.marketplaces[marketplace].footer;
    const filled = { ...sampleVariables(set, { templateId, channel }, variables), footer };
    return renderMessage({ set, templateId, channel, locale, variables: filled });
  };

export const noSuchProgram = (programId: string): NotFoundError =>
  new NotFoundError(`There is no program ${programId}`, { whatToDo: 'List them with the query programs.' });
