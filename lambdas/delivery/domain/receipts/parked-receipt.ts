import * as z from 'zod';
import type { Receipt } from './receipt.ts';

const receipt = z.object({
  provider: z.enum(['ses', 'end-user-messaging', 'sms-service']),
  notificationId: z.string().optional(),
  attempt: z.number().int().optional(),
  providerMessageId: z.string().optional(),
  status: z.enum(['accepted', 'sent', 'delivered', 'failed', 'delayed', 'opened', 'clicked', 'complained']),
  at: z.iso.datetime(),
  code: z.string().optional(),
  message: z.string().optional(),
  suppress: z.enum(['bounce', 'complaint', 'stop', 'invalid']).optional(),
  machine: z.literal(true).optional(),
  cost: z.object({ parts: z.number().optional(), usd: z.number().optional() }).optional(),
});
const parked = z.object({ receipt, tries: z.number().int().min(1) });
/** `tries`: how many times its message was looked for in vain. */
export type ParkedReceipt = { receipt: Receipt; tries: number };

/** A message of the queue `parked-receipts`, or nothing when it is none. */
export const parseParked = (value: unknown): ParkedReceipt | undefined => {
  const result = parked.safeParse(value);
  return result.success ? (result.data as ParkedReceipt) : undefined;
};

/** After that many tries (about an hour in all) a receipt's message is not going to turn up. */
export const mostTries = 8;
const longestSeconds = 900; // SQS delays no longer

/** Seconds until the next look: 30, doubling up to SQS's 15 minutes. @param tries looks that were in vain, from 1 */
export const parkSeconds = (tries: number): number => Math.min(longestSeconds, 30 * 2 ** (tries - 1));
