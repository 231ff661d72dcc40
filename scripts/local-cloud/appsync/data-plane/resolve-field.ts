// Runs one field's resolver: a Lambda by itself, code before and after a data source, or a pipeline of those.
import type { GraphQLResolveInfo } from 'graphql';
import type { ApiRecord, Resolver } from '../control-plane/api-record.ts';
import type { Caller, Headers } from './authorize.ts';
import type { Batcher } from './batching.ts';
import type { LoadCode } from './code-runtime.ts';
import type { InvokeLambda } from './lambda-invoke.ts';
import { ResolverError } from './request-error.ts';
import { selectionOf } from './selection.ts';

/** What all resolvers of one request share; `deadline` in ms since 1970. */
export type RequestScope = {
  record: ApiRecord;
  caller: Caller;
  headers: Headers;
  variables: Record<string, unknown>;
  deadline: number;
  invoke: InvokeLambda;
  batch: Batcher;
  loadCode: LoadCode;
};
export type FieldCall = { source: unknown; args: Record<string, unknown>; info: GraphQLResolveInfo };
type Context = Record<string, unknown> & { stash: unknown; prev: unknown };
type Step = { key: string; dataSourceName?: string | undefined; code?: string | undefined; maxBatchSize: number };
type SourceRequest = { payload?: unknown; operation?: string; invocationType?: string };

/** The event of a direct Lambda resolver, and the start of every code context. */
const contextOf = ({ caller, headers, variables }: RequestScope, { source, args, info }: FieldCall): Context => ({
  arguments: args,
  identity: caller.identity,
  source: info.path.prev ? (source ?? null) : null,
  request: { headers, domainName: null },
  prev: null,
  info: { ...selectionOf(info), fieldName: info.fieldName, parentTypeName: info.parentType.name, variables },
  stash: {},
});

const lambdaOf = ({ record }: RequestScope, name: string | undefined): string => {
  const source = name === undefined ? undefined : record.dataSources[name];
  if (source?.type === 'AWS_LAMBDA' && source.lambdaConfig) return source.lambdaConfig.lambdaFunctionArn;
  throw new ResolverError(
    `Data source ${name} is no Lambda: a resolver without code needs one.`,
    'UnsupportedDataSource',
  );
};

const callSource = async (scope: RequestScope, step: Step, request: SourceRequest): Promise<unknown> => {
  if (scope.record.dataSources[step.dataSourceName ?? '']?.type === 'NONE') return request.payload ?? null;
  const arn = lambdaOf(scope, step.dataSourceName);
  if (request.operation === 'BatchInvoke') {
    return scope.batch({ key: step.key, arn, max: step.maxBatchSize || 10 }, request.payload);
  }
  return scope.invoke(arn, request.payload, { deadline: scope.deadline, event: request.invocationType === 'Event' });
};

const asCodeError = (error: unknown) =>
  error instanceof ResolverError ? error : new ResolverError(`Runtime Error: ${(error as Error).message}`, 'Code');

/** request → data source → response. A failed source is handed to `response` as `ctx.error`, as AppSync does. */
const runStep = async (scope: RequestScope, step: Step, base: Context) => {
  const context: Context = { ...base, args: base.arguments, env: {}, error: null, result: null };
  try {
    const code = scope.loadCode(step.code ?? '');
    const request = (code.request(context) ?? {}) as SourceRequest;
    try {
      context.result = await callSource(scope, step, request);
    } catch (error) {
      const { message, errorType } = error as ResolverError;
      context.error = { message, type: errorType ?? 'UnknownError' };
    }
    return { result: code.response(context), stash: context.stash };
  } catch (error) {
    throw asCodeError(error);
  }
};

const runPipeline = async (scope: RequestScope, resolver: Resolver, base: Context) => {
  const context: Context = { ...base, args: base.arguments, env: {} };
  try {
    const code = scope.loadCode(resolver.code ?? '');
    context.prev = { result: code.request(context) };
    for (const functionId of resolver.pipelineConfig?.functions ?? []) {
      const step = scope.record.functions[functionId];
      if (!step) throw new ResolverError(`Function ${functionId} of the pipeline does not exist.`, 'Code');
      const done = await runStep(
        scope,
        { ...step, key: `${resolver.typeName}.${resolver.fieldName}.${functionId}` },
        context,
      );
      context.prev = { result: done.result };
      context.stash = done.stash;
    }
    context.result = (context.prev as { result: unknown }).result;
    return code.response(context);
  } catch (error) {
    throw asCodeError(error);
  }
};

type BatchItem = { data?: unknown; errorMessage?: string; errorType?: string } | null | undefined;

const runDirect = async (scope: RequestScope, resolver: Resolver, context: Context) => {
  const arn = lambdaOf(scope, resolver.dataSourceName);
  if (resolver.maxBatchSize <= 0) return scope.invoke(arn, context, { deadline: scope.deadline });
  const key = `${resolver.typeName}.${resolver.fieldName}`;
  const item = (await scope.batch({ key, arn, max: resolver.maxBatchSize }, context)) as BatchItem;
  if (item?.errorMessage) throw new ResolverError(item.errorMessage, item.errorType ?? null, { data: item.data });
  return item?.data ?? null;
};

/** @throws ResolverError */
export const resolveField = async (scope: RequestScope, resolver: Resolver, call: FieldCall): Promise<unknown> => {
  if (resolver.requestMappingTemplate || resolver.responseMappingTemplate) {
    throw new ResolverError(
      'VTL mapping templates are not run locally: use APPSYNC_JS or a direct Lambda.',
      'MappingTemplate',
    );
  }
  const context = contextOf(scope, call);
  if (resolver.kind === 'PIPELINE') return runPipeline(scope, resolver, context);
  if (!resolver.code) return runDirect(scope, resolver, context);
  const step = { ...resolver, key: `${resolver.typeName}.${resolver.fieldName}` };
  return (await runStep(scope, step, context)).result;
};
