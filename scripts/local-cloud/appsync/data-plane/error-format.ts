// Errors as AppSync answers them: the parts stand at the top, not under `extensions`.
import { type GraphQLError, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { type Place, validationWords, variableWords } from './graphql-java-words.ts';
import { ResolverError } from './request-error.ts';

export type AppSyncError = {
  path: readonly (string | number)[] | null;
  locations: { line: number; column: number; sourceName: null }[] | null;
  message: string;
  data?: unknown;
  errorType?: string | null;
  errorInfo?: unknown;
};

// graphql-java names one place, graphql-js sometimes a second one.
const locationsOf = ({ locations }: GraphQLError) =>
  locations?.slice(0, 1).map(({ line, column }) => ({ line, column, sourceName: null })) ?? null;

const pathText = (path: readonly (string | number)[]) =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}/${key}`), '');

/** A request that is refused before anything runs. */
export const formatValidationError = (error: GraphQLError, place?: Place): AppSyncError => ({
  path: null,
  locations: locationsOf(error),
  message: validationWords(error.message, place),
});

const nonNullWords = (schema: GraphQLSchema, message: string, path: string) => {
  const match = /^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/.exec(message);
  const parent = match?.[1] ? schema.getType(match[1]) : undefined;
  if (!match?.[2] || !isObjectType(parent)) return undefined;
  const type = getNamedType(parent.getFields()[match[2]]?.type)?.name;
  return `Cannot return null for non-nullable type: '${type}' within parent '${parent.name}' (${path})`;
};

const resultWords = (schema: GraphQLSchema, message: string, path: string) => {
  if (message.startsWith('Expected Iterable'))
    return `Can't resolve value (${path}) : type mismatch error, expected type LIST`;
  return nonNullWords(schema, message, path) ?? `Can't serialize value (${path}) : ${message}`;
};

/** What went wrong while running: a resolver's error, a bad variable, or a result that breaks its type. */
export const formatExecutionError = (error: GraphQLError, schema: GraphQLSchema): AppSyncError => {
  const { path, originalError: cause } = error;
  if (cause instanceof ResolverError) {
    const { data, errorType, errorInfo, message } = cause;
    return { path: path ?? null, data, errorType, errorInfo, locations: locationsOf(error), message };
  }
  if (!path) {
    const message = variableWords(error.message, schema) ?? validationWords(error.message, undefined);
    return { path: null, locations: locationsOf(error), message };
  }
  return { path, locations: null, message: resultWords(schema, error.message, pathText(path)) };
};
