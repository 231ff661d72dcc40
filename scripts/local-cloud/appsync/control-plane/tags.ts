import type { ApiStore } from './api-store.ts';
import { notFound } from './aws-error.ts';
import type { Body } from './operation.ts';

export type TagCall = { method: string; arn: string; query: URLSearchParams; body: Body };

export const tags = (store: ApiStore, { method, arn, query, body }: TagCall): unknown => {
  const record = store.get(arn.split('/').pop() ?? '');
  if (record.api.arn !== arn) throw notFound(`Resource ${arn}`);
  if (method === 'GET') return { tags: record.api.tags };
  if (method === 'POST') Object.assign(record.api.tags, body.tags);
  if (method === 'DELETE') for (const key of query.getAll('tagKeys')) delete record.api.tags[key];
  store.save();
  return {};
};
