import { createHash } from 'node:crypto';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { EventRejects } from '../ports.ts';

const safe = /^[A-Za-z0-9_-]{1,100}$/;

/** The event's own id where it can be a key; otherwise what it says stands for it. */
const nameOf = (event: unknown): string => {
  const { id } = (event ?? {}) as { id?: unknown };
  if (typeof id === 'string' && safe.test(id)) return id;
  return createHash('sha256')
    .update(JSON.stringify(event) ?? 'undefined')
    .digest('hex')
    .slice(0, 32);
};

/** Under `rejects/error-events/<programId>/<day>/<event id>.json` of the data bucket. */
export const s3EventRejects = (objects: Pick<Objects, 'put'>): EventRejects => ({
  keep: async (rejected) => {
    const day = rejected.receivedAt.slice(0, 10);
    const key = `rejects/error-events/${rejected.programId}/${day}/${nameOf(rejected.event)}.json`;
    await objects.put(key, JSON.stringify(rejected));
    return key;
  },
});
