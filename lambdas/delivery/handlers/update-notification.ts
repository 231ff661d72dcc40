import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Advanced } from '../domain/notification/transitions.ts';
import type { NotificationLedger } from '../ports.ts';

/** `saved`: with what was read and what is stored now. Expected refusals are outcomes, not errors. */
export type Updated =
  | { kind: 'saved'; seen: Notification; next: Notification }
  | { kind: 'unchanged'; seen: Notification }
  | { kind: 'refused'; seen: Notification; reason: string }
  | { kind: 'missing' };

type Options = { pause?: Pause; seen?: Notification | undefined };
const tries = 8;

/**
 * The one way to write a notification that exists: read, decide purely, save on condition of the revision that was read;
 * again on conflict. `decide` may run several times, each time on what is stored by then.
 * @param options `seen`: what the caller has just read, to spare the first read
 * @throws TransientError when others keep being faster
 */
export const updateNotification = async (
  ledger: Pick<NotificationLedger, 'get' | 'save'>,
  id: string,
  decide: (seen: Notification) => Advanced,
  { pause = fullJitter, seen: known }: Options = {},
): Promise<Updated> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const seen = attempt === 1 && known ? known : await ledger.get(id);
    if (!seen) return { kind: 'missing' };
    const advanced = decide(seen);
    if (advanced.kind !== 'advanced') return { ...advanced, seen };
    const { next, returnGrant, moveGrant = false } = advanced;
    if ((await ledger.save(next, { returnGrant, moveGrant })) === 'saved') return { kind: 'saved', seen, next };
    await pause(attempt);
  }
  throw new TransientError(`Notification ${id} changed ${tries} times while it was being written`, {
    whatToDo: 'Try again: nothing was written.',
  });
};
