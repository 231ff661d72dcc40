import type { ApiRecord } from './api-record.ts';
import type { ApiStore } from './api-store.ts';
import { notFound } from './aws-error.ts';

export type Body = Record<string, unknown>;

/** One call on a part of one API: `rest` is the path behind the collection's name. */
export type Call = { method: string; rest: string[]; body: Body; record: ApiRecord; store: ApiStore };

type Collection<T> = { call: Call; items: Record<string, T>; envelope: string };

/**
 * GET, POST and DELETE of one member of a collection, wrapped in the envelope AppSync names it by.
 * @throws AwsError NotFoundException for a member that isn't there
 */
export const onMember = <T>({ call, items, envelope }: Collection<T>, key: string, make: () => T): unknown => {
  const { method, store } = call;
  if (method === 'POST') {
    const made = make();
    items[key] = made;
    store.save();
    return { [envelope]: made };
  }
  if (!(key in items)) throw notFound(`${envelope} ${key}`);
  if (method !== 'DELETE') return { [envelope]: items[key] };
  delete items[key];
  store.save();
  return {};
};
