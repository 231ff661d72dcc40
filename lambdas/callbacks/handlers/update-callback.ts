import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Callback } from '../domain/callback.ts';
import type { CallbackBook } from '../ports.ts';

export type Updated = { kind: 'saved' | 'unchanged'; callback: Callback } | { kind: 'missing' };
export type UpdateDeps = { book: Pick<CallbackBook, 'get' | 'save'>; pause?: Pause };
const tries = 8;

/**
 * The one way to write a callback that exists: read, decide purely, save on condition of the revision that was read; again
 * on conflict.
 * @param decide the callback as it should be (its revision is set here), or nothing to leave it
 * @throws TransientError when others keep being faster
 */
export const updateCallback = async (
  { book, pause = fullJitter }: UpdateDeps,
  callbackId: string,
  decide: (seen: Callback) => Callback | undefined,
): Promise<Updated> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const seen = await book.get(callbackId);
    if (!seen) return { kind: 'missing' };
    const decided = decide(seen);
    if (!decided) return { kind: 'unchanged', callback: seen };
    const next = { ...decided, revision: seen.revision + 1 };
    if ((await book.save(seen, next)) === 'saved') return { kind: 'saved', callback: next };
    await pause(attempt);
  }
  throw new TransientError(`Callback ${callbackId} changed ${tries} times while it was being written`, {
    whatToDo: 'Try again: nothing was written.',
  });
};
