import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import { jsonOf, type StreamRecord } from '../domain/receipts/stream-record.ts';
import type { StatusStream } from '../ports.ts';

export type RelaySmsStatusDeps = { stream: StatusStream; clock: Clock };

const snsEvent = z.object({
  Records: z.array(z.object({ Sns: z.object({ MessageId: z.string(), Message: z.string() }) })),
});
const context = z.looseObject({ context: z.looseObject({ notificationId: z.string().min(1).max(256) }) });

/**
 * Takes events of End User Messaging from the topic to the stream, whatever they say: its consumer judges. Events of one
 * message keep their order by its id. Numbers stay behind.
 * @throws TransientError when the stream does not take them; SNS's delivery is then tried again
 */
export const createRelaySmsStatus =
  ({ stream, clock }: RelaySmsStatusDeps) =>
  async (event: unknown): Promise<void> => {
    const receivedAt = clock.now().toISOString();
    const records = snsEvent.parse(event).Records.map(({ Sns: { MessageId, Message } }) => {
      const told = jsonOf(Message);
      const known = context.safeParse(told);
      const record: StreamRecord = { provider: 'end-user-messaging', receivedAt, event: withoutNumbers(told) };
      return { key: known.success ? known.data.context.notificationId : MessageId, record };
    });
    await stream.put(records);
    logger.info('SMS events relayed', { count: records.length });
  };

const withoutNumbers = (told: unknown): unknown => {
  if (typeof told !== 'object' || told === null) return null;
  const { destinationPhoneNumber: _to, originationPhoneNumber: _from, ...kept } = told as Record<string, unknown>;
  return kept;
};
