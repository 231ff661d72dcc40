// What goes through the stream `sms-status`: events as the providers gave them, without numbers, read once by the consumer.
import * as z from 'zod';
import { parseTextEvent } from './end-user-messaging-receipt.ts';
import { type ParsedReceipt, refusedReceipt } from './receipt.ts';
import { parseStatusCallback } from './sms-service-receipt.ts';

const streamRecord = z.object({
  provider: z.enum(['end-user-messaging', 'sms-service']),
  receivedAt: z.string(),
  event: z.unknown(),
});
/** `receivedAt`: ISO 8601. `event`: as received. */
export type StreamRecord = z.infer<typeof streamRecord>;

/** Reads a record of the stream. @param text the record's data, decoded */
export const parseStreamRecord = (text: string): ParsedReceipt => {
  const record = streamRecord.safeParse(jsonOf(text));
  if (!record.success) return refusedReceipt('not-a-status-record');
  const { provider, event, receivedAt } = record.data;
  return provider === 'sms-service' ? parseStatusCallback(event, receivedAt) : parseTextEvent(event);
};

/** Parsed JSON, or `undefined` for what is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
