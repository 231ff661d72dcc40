import type { SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { SendDeps, Sending } from './sending/send-deps.ts';
import { type Failures, sendGroup } from './sending/send-group.ts';
import { type SendMetrics, sendTally } from './sending/send-tally.ts';
import { settleInstead } from './sending/settle-instead.ts';

const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const sendRequest = z.object({ notificationId: z.string().min(1) });

/** Sent side by side; also the most slots that are lost when a worker dies. */
const groupSize = 10;
/** What a group may take: its wait for slots, two tries for a missed one, the provider's time limit, writes. */
const groupTimeMs = 40_000;

type Invocation = { getRemainingTimeInMillis(): number };

/**
 * Sends queued notifications. The queue is only a hint: what the ledger says counts, so that a repeated, late or wrong
 * entry does no harm. Entries whose messages failed unexpectedly are reported back and come again.
 */
export const createSendMessage =
  ({ metrics, ...deps }: SendDeps & { metrics: SendMetrics }) =>
  async (event: unknown, invocation: Invocation): Promise<SQSBatchResponse> => {
    const sending: Sending = { ...deps, tally: sendTally() };
    const entries = sqsEvent.parse(event).Records.map((record) => ({ ...record, id: idOf(record.body) }));
    const stored = await deps.ledger.getMany(entries.flatMap(({ id }) => id ?? []));
    const queued = stored.filter(({ state }) => state === 'queued');
    const failures = await sendAll(sending, queued, invocation);
    sending.tally.report(metrics);
    for (const [notificationId, error] of failures)
      logger.error('message failed', { notificationId, error: error as Error });
    await holdTransient(sending, queued, failures);
    const failed = entries.filter(({ id }) => id === undefined || failures.has(id));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };

/** An entry that names no notification comes again until it lies with the dead letters. */
const idOf = (body: string): string | undefined => {
  try {
    return sendRequest.parse(JSON.parse(body)).notificationId;
  } catch {
    logger.error('queue entry names no notification');
    return undefined;
  }
};

const sendAll = async (sending: Sending, queued: Notification[], invocation: Invocation): Promise<Failures> => {
  const failures: Failures = new Map();
  for (let from = 0; from < queued.length; from += groupSize) {
    const group = queued.slice(from, from + groupSize);
    const enough = invocation.getRemainingTimeInMillis() >= groupTimeMs;
    const failed = await (enough ? sendGroup(sending, group) : backToWaiting(sending, group)).catch(
      (error: unknown): Failures => new Map(group.map(({ id }) => [id, error])),
    );
    for (const [id, error] of failed) failures.set(id, error);
  }
  return failures;
};

const heldForMs = 30_000;

/**
 * When a table or a secret was away: back to waiting, so that they come again in a minute and not after the queue's
 * visibility timeout, when their sale may have begun. What can't be written down now is left to the queue.
 */
const holdTransient = async (sending: Sending, queued: readonly Notification[], failures: Failures): Promise<void> => {
  const until = new Date(sending.clock.now().getTime() + heldForMs).toISOString();
  const hold = async (one: Notification): Promise<void> => {
    await settleInstead(sending, one, { kind: 'hold', until, reason: 'service-away' });
    if ((await sending.ledger.get(one.id))?.state === 'scheduled') failures.delete(one.id);
  };
  const passing = queued.filter(({ id }) => failures.get(id) instanceof TransientError);
  await Promise.allSettled(passing.map(hold));
};

/** Out of time: they are due at once, and the releaser queues them again. */
const backToWaiting = async (sending: Sending, group: readonly Notification[]): Promise<Failures> => {
  const until = sending.clock.now().toISOString();
  await Promise.all(group.map((one) => settleInstead(sending, one, { kind: 'hold', until, reason: 'out-of-time' })));
  return new Map();
};
