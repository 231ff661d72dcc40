import { defaultFieldResolver, execute, type GraphQLFieldResolver } from 'graphql';
import type { ApiRecord } from '../control-plane/api-record.ts';
import { type Caller, type Headers, mayRead } from './authorize.ts';
import { createBatcher } from './batching.ts';
import type { LoadCode } from './code-runtime.ts';
import { type AppSyncError, formatExecutionError } from './error-format.ts';
import type { InvokeLambda } from './lambda-invoke.ts';
import { type MutationEvent, mutationEvents } from './mutation-events.ts';
import type { GraphqlRequest, Prepared } from './prepare.ts';
import { RequestError, ResolverError } from './request-error.ts';
import { type RequestScope, resolveField } from './resolve-field.ts';

/** AppSync's limit for a whole request. */
const REQUEST_LIMIT_MS = 30_000;

export type Runtime = { invoke: InvokeLambda; loadCode: LoadCode; requestLimitMs?: number };
export type Asked = { record: ApiRecord; request: GraphqlRequest; caller: Caller; headers: Headers };
export type Answer = { data: unknown; errors?: AppSyncError[] };

export const scopeOf = ({ invoke, loadCode, requestLimitMs }: Runtime, asked: Asked): RequestScope => {
  const deadline = Date.now() + (requestLimitMs ?? REQUEST_LIMIT_MS);
  const { record, caller, headers, request } = asked;
  const variables = request.variables ?? {};
  return { record, caller, headers, variables, deadline, invoke, loadCode, batch: createBatcher(invoke, deadline) };
};

/** Not async: a list's plain fields must not cost a promise each. */
const fieldResolver = (scope: RequestScope): GraphQLFieldResolver<unknown, unknown> => {
  const { api, resolvers } = scope.record;
  let resolved = 0;
  return (source, args, context, info) => {
    const { parentType: type, fieldName } = info;
    const field = type.getFields()[fieldName];
    if (field && !mayRead(scope.record, scope.caller, { type, field })) {
      throw new ResolverError(`Not Authorized to access ${fieldName} on type ${type.name}`, 'Unauthorized');
    }
    const resolver = resolvers[`${type.name}.${fieldName}`];
    if (!resolver) return defaultFieldResolver(source, args, context, info);
    resolved += 1;
    if (api.resolverCountLimit > 0 && resolved > api.resolverCountLimit) {
      throw new ResolverError('Resolver invocation limit reached.', 'ResolverExecutionLimitReached');
    }
    return resolveField(scope, resolver, { source, args, info });
  };
};

/**
 * Runs a query or mutation; `publish` gets what a mutation tells its subscribers.
 * @throws RequestError for a subscription: those are served over the WebSocket
 */
export const run = async (
  runtime: Runtime,
  asked: Asked & { prepared: Prepared; publish: (event: MutationEvent) => void },
): Promise<Answer> => {
  const { prepared, request, publish } = asked;
  const { schema, document, operation } = prepared;
  if (operation.operation === 'subscription') {
    throw new RequestError('UnsupportedOperation', 'Subscriptions are served over the real-time endpoint.');
  }
  const result = await execute({
    schema,
    document,
    operationName: request.operationName,
    variableValues: request.variables ?? {},
    rootValue: {},
    fieldResolver: fieldResolver(scopeOf(runtime, asked)),
    hideSuggestions: true,
  });
  const data = result.data ?? null;
  if (operation.operation === 'mutation' && data) for (const event of mutationEvents(prepared, data)) publish(event);
  const errors = result.errors?.map((error) => formatExecutionError(error, schema)) ?? [];
  return errors.length > 0 ? { data, errors } : { data };
};
