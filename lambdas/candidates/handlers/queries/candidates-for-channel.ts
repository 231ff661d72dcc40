import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';
import {
  type FieldHandler,
  idArgument,
  limitArgument,
  parseArguments,
  tokenArgument,
} from '../../../shared/graphql/resolver-event.ts';
import type { CandidateStore } from '../../ports.ts';
import { candidateView } from '../graphql/candidate-view.ts';
import type { CurrentProgram, ServedProgram } from '../graphql/recent-programs.ts';

type Deps = { candidates: Pick<CandidateStore, 'forChannel'>; program: CurrentProgram };

const argumentsSchema = z.object({
  programId: idArgument,
  channel: idArgument,
  marketplace: idArgument.exactOptional(),
  minScore: z.number().min(0, 'must be from 0 to 1').max(1, 'must be from 0 to 1').default(0),
  limit: limitArgument,
  nextToken: tokenArgument,
});

/** Whom a channel should contact first. @throws NotFoundError for the program, InvalidInputError for the rest */
export const createCandidatesForChannel =
  ({ candidates, program }: Deps): FieldHandler =>
  async (call) => {
    const { marketplace, ...query } = parseArguments(argumentsSchema, call);
    const { program: current } = await program(query.programId);
    refuseUnknown('channel', query.channel, channelsOf(current));
    if (marketplace !== undefined) refuseUnknown('marketplace', marketplace, current.marketplaces);
    const marketplaces = marketplace === undefined ? current.marketplaces : [marketplace];
    const page = await candidates.forChannel({ ...query, marketplaces, shards: current.shards });
    return { ...page, items: page.items.map(candidateView) };
  };

const channelsOf = ({ channels }: ServedProgram): string[] => channels.map(({ channelId }) => channelId);

const refuseUnknown = (argument: string, value: string, known: readonly string[]): void => {
  if (known.includes(value)) return;
  throw new InvalidInputError(`${argument}: "${value}" is none of the program's: ${known.join(', ')}`, {
    whatToDo: 'See the query program for what a program has.',
  });
};
