import type { Resolver } from './api-record.ts';
import { unknownOperation } from './aws-error.ts';
import { type Call, onMember } from './operation.ts';

/** `types/{T}/resolvers[/{field}]`. */
export const resolvers = (call: Call): unknown => {
  const { method, rest, body, record } = call;
  const [typeName = '', collection, member] = rest;
  if (collection !== 'resolvers') throw unknownOperation(method, `types/${rest.join('/')}`);
  if (!member && method === 'GET') {
    return { resolvers: Object.values(record.resolvers).filter((resolver) => resolver.typeName === typeName) };
  }
  const fieldName = member ?? String(body.fieldName);
  const key = `${typeName}.${fieldName}`;
  return onMember<Resolver>({ call, items: record.resolvers, envelope: 'resolver' }, { key, isNew: !member }, () => ({
    kind: 'UNIT',
    maxBatchSize: 0,
    ...body,
    typeName,
    fieldName,
    resolverArn: `${record.api.arn}/types/${typeName}/resolvers/${fieldName}`,
  }));
};
