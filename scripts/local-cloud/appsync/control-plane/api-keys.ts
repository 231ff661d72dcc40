import type { ApiKey } from './api-record.ts';
import { newId } from './identifiers.ts';
import { type Call, onMember } from './operation.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** API keys. They live 7 days unless told otherwise, rounded down to the hour; an update without `expires` keeps it. */
export const apiKeys = (call: Call): unknown => {
  const { method, rest, body, record } = call;
  const [named] = rest;
  const key = named ?? `da2-${newId()}`;
  if (method === 'GET') return { apiKeys: Object.values(record.keys) };
  const known = record.keys[key];
  return onMember<ApiKey>({ call, items: record.keys, envelope: 'apiKey' }, { key, isNew: !named }, () => {
    const asked = Number(body.expires ?? known?.expires ?? Date.now() / 1000 + 7 * DAY);
    const expires = Math.floor(asked / HOUR) * HOUR;
    return { ...known, ...body, id: key, expires, deletes: expires + 60 * DAY };
  });
};
