import type { FunctionConfiguration } from './api-record.ts';
import { newId } from './identifiers.ts';
import { type Call, onMember } from './operation.ts';

/** Steps of pipeline resolvers. */
export const functions = (call: Call): unknown => {
  const { method, rest, body, record } = call;
  if (!rest[0] && method === 'GET') return { functions: Object.values(record.functions) };
  const functionId = rest[0] ?? newId();
  const collection = { call, items: record.functions, envelope: 'functionConfiguration' };
  return onMember<FunctionConfiguration>(collection, { key: functionId, isNew: !rest[0] }, () => ({
    ...(body as FunctionConfiguration),
    maxBatchSize: Number(body.maxBatchSize ?? 0),
    functionId,
    functionArn: `${record.api.arn}/functions/${functionId}`,
  }));
};
