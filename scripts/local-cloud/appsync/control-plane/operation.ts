import type { ApiRecord } from './api-record.ts';
import type { ApiStore } from './api-store.ts';
import { AwsError, notFound } from './aws-error.ts';

export type Body = Record<string, unknown>;

/** One call on a part of one API: `rest` is the path behind the collection's name. */
export type Call = { method: string; rest: string[]; body: Body; record: ApiRecord; store: ApiStore };

type Collection<T> = { call: Call; items: Record<string, T>; envelope: string };
/** A member's name; `isNew` when a POST was to the collection, and so creates it. */
type Member = { key: string; isNew: boolean };

const write = <T>({ call, items, envelope }: Collection<T>, key: string, made: T) => {
  items[key] = made;
  call.store.save();
  return { [envelope]: made };
};

/**
 * GET, POST and DELETE of one member of a collection, wrapped in the envelope AppSync names it by.
 * @throws AwsError NotFoundException for a member that isn't there, BadRequestException for a new one that is
 */
export const onMember = <T>(collection: Collection<T>, { key, isNew }: Member, make: () => T): unknown => {
  const { call, items, envelope } = collection;
  const exists = Object.hasOwn(items, key);
  if (isNew && exists)
    throw new AwsError('BadRequestException', `There is already a ${envelope} ${key}: only one is allowed.`);
  if (!isNew && !exists) throw notFound(`${envelope} ${key}`);
  if (call.method === 'POST') return write(collection, key, make());
  if (call.method !== 'DELETE') return { [envelope]: items[key] };
  delete items[key];
  call.store.save();
  return {};
};
