import { defaultFieldResolver, type ExecutionResult, execute } from 'graphql';
import { mayRead } from '../data-plane/authorize.ts';
import { formatExecutionError } from '../data-plane/error-format.ts';
import { type Asked, type Runtime, scopeOf } from '../data-plane/execute.ts';
import { fieldsOf } from '../data-plane/mutation-events.ts';
import { type Prepared, prepare } from '../data-plane/prepare.ts';
import { RequestError, ResolverError, unauthorized } from '../data-plane/request-error.ts';
import { resolveField } from '../data-plane/resolve-field.ts';

/** `accepts`: do the arguments let this value through? `render`: the value as this subscriber asked for it. */
export type Subscribed = {
  field: string;
  accepts: (value: unknown) => boolean;
  render: (value: unknown) => Promise<{ data: unknown; errors?: unknown[] }>;
};

/** Equal fields of what the mutation selected; a field it left out reaches nobody who filters on it. */
const matches = (args: Record<string, unknown>, value: unknown) =>
  Object.entries(args).every(
    ([name, wanted]) => wanted === undefined || ((value as Record<string, unknown> | null)?.[name] ?? null) === wanted,
  );

const executionOf = ({ schema, document }: Prepared, { request }: Asked) => ({
  schema,
  document,
  operationName: request.operationName,
  variableValues: request.variables ?? {},
  hideSuggestions: true,
});

const watchedField = ({ schema, operation, fragments }: Prepared, { record, caller }: Asked) => {
  const type = schema.getSubscriptionType();
  const name = fieldsOf(operation.selectionSet, fragments)[0]?.name.value ?? '';
  const field = type?.getFields()[name];
  if (!type || !field) throw new RequestError('UnsupportedOperation', `There is no subscription ${name}.`);
  if (!mayRead(record, caller, { type, field }))
    throw unauthorized(`Not Authorized to access ${name} on type ${type.name}`);
  return { name, resolver: record.resolvers[`${type.name}.${name}`] };
};

const failIfRefused = ({ errors = [] }: ExecutionResult, { schema }: Prepared) => {
  // A null for a non-null field is no refusal: there is no value yet.
  const refusals = errors.filter((error) => error.originalError instanceof ResolverError || !error.path);
  if (refusals.length === 0) return;
  const formatted = refusals.map((error) => formatExecutionError(error, schema));
  throw new RequestError('BadRequestException', refusals[0]?.message ?? '', { errors: formatted });
};

/**
 * Checks a subscription and, when it has a resolver, lets that refuse it.
 * @throws RequestError
 */
export const subscribe = async (runtime: Runtime, asked: Asked): Promise<Subscribed> => {
  const prepared = prepare(asked.record, asked.request);
  const { operation } = prepared.operation;
  if (operation !== 'subscription') {
    throw new RequestError('UnsupportedOperation', `${operation} not supported through the realtime channel`);
  }
  const { name, resolver } = watchedField(prepared, asked);
  const execution = executionOf(prepared, asked);
  let filter: Record<string, unknown> = {};
  const started = await execute({
    ...execution,
    rootValue: {},
    fieldResolver: async (source, args, _context, info) => {
      filter = args;
      if (resolver) await resolveField(scopeOf(runtime, asked), resolver, { source, args, info });
      return null;
    },
  });
  failIfRefused(started, prepared);
  return {
    field: name,
    accepts: (value) => matches(filter, value),
    render: async (value) => {
      const { data, errors } = await execute({
        ...execution,
        rootValue: { [name]: value },
        fieldResolver: defaultFieldResolver,
      });
      if (!errors) return { data };
      return { data, errors: errors.map((error) => formatExecutionError(error, prepared.schema)) };
    },
  };
};
