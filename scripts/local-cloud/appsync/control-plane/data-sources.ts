import type { DataSource } from './api-record.ts';
import { type Call, onMember } from './operation.ts';

export const dataSources = (call: Call): unknown => {
  const { method, rest, body, record } = call;
  const [named] = rest;
  if (!named && method === 'GET') return { dataSources: Object.values(record.dataSources) };
  const name = named ?? String(body.name);
  return onMember<DataSource>(
    { call, items: record.dataSources, envelope: 'dataSource' },
    { key: name, isNew: !named },
    () => ({
      ...(body as DataSource),
      name,
      dataSourceArn: `${record.api.arn}/datasources/${name}`,
    }),
  );
};
