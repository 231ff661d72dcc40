// Parses and validates a query once per text; what AppSync would refuse is refused here.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { ApiRecord } from '../control-plane/api-record.ts';
import { type AppSyncError, formatValidationError } from './error-format.ts';
import { placesOf } from './error-places.ts';
import { queryDepth } from './query-depth.ts';
import { RequestError } from './request-error.ts';
import { buildSchema } from './schema.ts';

export type GraphqlRequest = {
  query?: unknown;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
};
export type Fragments = Record<string, FragmentDefinitionNode>;
type Valid = { document: DocumentNode; fragments: Fragments };
export type Prepared = Valid & { schema: GraphQLSchema; operation: OperationDefinitionNode };
type Checked = Valid | { errors: AppSyncError[] };

const CACHED_QUERIES = 500;
const schemas = new WeakMap<ApiRecord, { sdl: string; schema: GraphQLSchema }>();
const checkedQueries = new WeakMap<GraphQLSchema, Map<string, Checked>>();

const schemaOf = (record: ApiRecord): GraphQLSchema => {
  const known = schemas.get(record);
  if (known && known.sdl === record.sdl) return known.schema;
  if (!record.sdl) throw new RequestError('GraphQLSchemaException', 'No schema definition exists.');
  const schema = buildSchema(record.sdl);
  schemas.set(record, { sdl: record.sdl, schema });
  return schema;
};

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  Object.fromEntries(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );

const tooDeep = ({ document, fragments }: Valid, limit: number) =>
  limit > 0 &&
  document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && queryDepth(node.selectionSet, fragments) > limit,
  );

const check = ({ api }: ApiRecord, schema: GraphQLSchema, query: string): Checked => {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    const { locations, message } = formatValidationError(error as GraphQLError);
    return { errors: [{ path: null, locations, message: message.replace('error:', 'error of type InvalidSyntax:') }] };
  }
  const closed = api.introspectionConfig === 'DISABLED';
  const rules = closed ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
  const problems = [...validate(schema, document, rules, { hideSuggestions: true })];
  const valid = { document, fragments: fragmentsOf(document) };
  if (problems.length === 0 && tooDeep(valid, api.queryDepthLimit)) {
    problems.push(new GraphQLError(`Query depth exceeds the limit of ${api.queryDepthLimit}.`));
  }
  if (problems.length === 0) return valid;
  const places = placesOf(document, schema);
  return {
    errors: problems.map((problem) => {
      const [node] = problem.nodes ?? [];
      return formatValidationError(problem, node && places.get(node));
    }),
  };
};

const checkOnce = (record: ApiRecord, schema: GraphQLSchema, query: string): Checked => {
  const cache = checkedQueries.get(schema) ?? new Map<string, Checked>();
  checkedQueries.set(schema, cache);
  const key = `${record.api.introspectionConfig} ${record.api.queryDepthLimit} ${query}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= CACHED_QUERIES) cache.clear();
  const checked = check(record, schema, query);
  cache.set(key, checked);
  return checked;
};

/**
 * The operation a request asks for, valid for the API's schema.
 * @throws RequestError; for an invalid query with `errors`, which AppSync answers with HTTP 200
 */
export const prepare = (record: ApiRecord, { query, operationName }: GraphqlRequest): Prepared => {
  const schema = schemaOf(record);
  if (typeof query !== 'string') {
    throw new RequestError('MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  }
  const checked = checkOnce(record, schema, query);
  if ('errors' in checked) {
    throw new RequestError('ValidationException', 'The query is not valid.', { status: 200, errors: checked.errors });
  }
  const operation = getOperationAST(checked.document, operationName ?? undefined);
  if (!operation) {
    const message = operationName ? `Unknown operation named '${operationName}'.` : 'Missing operation name.';
    throw new RequestError('BadRequestException', message);
  }
  return { ...checked, schema, operation };
};
