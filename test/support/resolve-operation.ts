// Runs an operation of graphql/operations against a handler, as AppSync would: real schema, direct Lambda resolvers.
import { readFileSync } from 'node:fs';
import { buildSchema, execute, type GraphQLFieldResolver, parse, validate } from 'graphql';
import { appsyncPrelude, readSchema } from '../../scripts/graphql/types-of-schema.ts';

type Handler = (event: unknown) => Promise<unknown>;
type Failure = { errorType: string; message: string };
export type Resolved = { data: Record<string, unknown>; errors: Failure[] };

export const schema = buildSchema(appsyncPrelude + readSchema());

export const readOperations = (file: string) =>
  parse(readFileSync(new URL(`../../graphql/operations/${file}`, import.meta.url), 'utf8'));

/** @param file in graphql/operations; `operationName` chooses one of several in it */
export const resolveOperation = async (
  handler: Handler,
  file: string,
  { operationName, variables }: { operationName?: string; variables: Record<string, unknown> },
): Promise<Resolved> => {
  const document = readOperations(file);
  const invalid = validate(schema, document);
  if (invalid.length > 0) throw invalid[0];
  const fieldResolver: GraphQLFieldResolver<Record<string, unknown> | undefined, unknown> = (source, args, _, info) => {
    if (source) return source[info.fieldName];
    const identity = { userArn: 'arn:aws:iam::000000000000:user/operator' };
    return handler({ arguments: args, identity, source: null, info: { fieldName: info.fieldName } });
  };
  const { data, errors = [] } = await execute({
    ...{ schema, document, fieldResolver },
    variableValues: variables,
    operationName: operationName ?? null,
  });
  const failures = errors.map((error) => ({ errorType: error.originalError?.name ?? '', message: error.message }));
  // A JSON round trip: what a client gets, without graphql-js's prototype-less objects.
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: failures };
};
