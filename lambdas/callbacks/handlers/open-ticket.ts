import * as z from 'zod';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { SupportBusyError, SupportRefusedError } from '../domain/support-errors.ts';
import type { CallbackQueue } from '../ports.ts';
import { type EscalateCaseDeps, escalateCase } from './escalate-case.ts';
import { openOneTicket } from './open-one-ticket.ts';

export type OpenTicketsDeps = EscalateCaseDeps & {
  queue: Pick<CallbackQueue, 'delay'>;
  /** 0 to 1, for jitter. */
  random?: () => number;
};

const record = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number().int().default(1) }).prefault({}),
});
const batch = z.object({ Records: z.array(record) });
const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), callbackId: z.string().min(1) }),
  z.object({
    kind: z.literal('escalation'),
    caseId: z.string().min(1),
    action: z.enum(['escalate-to-support', 'escalate-to-manager']),
    ruleId: z.string().min(1),
  }),
]);

const firstPauseSeconds = 15;
const longestPauseSeconds = 900;

/**
 * Queue `callbacks`: gives each call or escalation its ticket. While the support system is away the message comes again
 * later and later, or when the support system said; after its last time it is a dead letter, and watch-callbacks goes on.
 */
export const createOpenTicket =
  (deps: OpenTicketsDeps) =>
  async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    const failed: string[] = [];
    for (const one of batch.parse(event).Records) {
      try {
        await handle(deps, one.body);
      } catch (error) {
        failed.push(one.messageId);
        await putOff(deps, one, error);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

const handle = async (deps: OpenTicketsDeps, body: string): Promise<void> => {
  const parsed = message.parse(JSON.parse(body));
  const outcome =
    parsed.kind === 'call' ? await openOneTicket(deps, parsed.callbackId) : await escalateCase(deps, parsed);
  logger.info('message for support handled', { kind: parsed.kind, outcome });
};

const putOff = async (
  { metrics, queue, random = Math.random }: OpenTicketsDeps,
  { messageId, receiptHandle, attributes }: z.infer<typeof record>,
  error: unknown,
): Promise<void> => {
  metrics.addMetric(error instanceof SupportRefusedError ? 'TicketsRefused' : 'TicketsPutOff', 'Count', 1);
  const backoff = firstPauseSeconds * 2 ** (attributes.ApproximateReceiveCount - 1) * (0.5 + random());
  const told = error instanceof SupportBusyError ? error.retryAfterSeconds : 0;
  const seconds = Math.ceil(Math.min(longestPauseSeconds, Math.max(backoff, told)));
  logger.error('ticket not opened', { messageId, seconds, reason: messageOf(error) });
  // Should this fail too, the message comes again after the queue's own visibility timeout.
  await queue
    .delay(receiptHandle, seconds)
    .catch((reason) => logger.warn('not put off', { reason: messageOf(reason) }));
};
