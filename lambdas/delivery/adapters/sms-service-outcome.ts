// The SMS service's answers, told apart by its documented codes (facts: partners).
import * as z from 'zod';
import type { SuppressionReason } from '../domain/policy/policy-item.ts';
import type { SendOutcome } from '../domain/sending/outgoing-message.ts';
import { retryAfter } from './sdk-outcome.ts';

export type SmsServiceAnswer = { status: number; retryAfter: string | null; body: unknown };

const acceptedSchema = z.object({
  sid: z.string().min(1),
  status: z.string(),
  error_code: z.number().nullish(),
});
const refusedSchema = z.object({ code: z.number() });

const dead: Record<number, SuppressionReason> = { 21211: 'invalid', 21610: 'stop', 30005: 'invalid', 30006: 'invalid' };
const permanent = new Set([21211, 21610, 30004, 30005, 30006, 30007]);
/** Queue overflow, unreachable, unknown: worth another try. The last two say nothing about the service itself. */
const transient = new Set([20429, 30001, 30003, 30008]);
const aboutRecipient = new Set([30003, 30008]);

export const smsServiceOutcome = (answer: SmsServiceAnswer): SendOutcome => {
  if (answer.status >= 200 && answer.status < 300) return taken(answer.body);
  const { data } = refusedSchema.safeParse(answer.body);
  const known = data && byCode(data.code);
  const outcome = known ?? byStatus(answer.status, data?.code);
  const wait = retryAfter(answer.retryAfter);
  return outcome.kind === 'transient' && wait !== undefined ? { ...outcome, retryAfterMs: wait } : outcome;
};

/** It may take a message and say at once that it failed. */
const taken = (body: unknown): SendOutcome => {
  const { data } = acceptedSchema.safeParse(body);
  if (!data) return { kind: 'unknown', code: 'unreadable', message: 'Accepted, but the answer names no message' };
  if (data.status !== 'failed' && data.status !== 'undelivered' && data.status !== 'canceled')
    return { kind: 'accepted', providerMessageId: data.sid };
  const code = data.error_code ?? 0;
  return byCode(code) ?? { kind: 'permanent', code: String(code), message: `Refused as ${data.status}` };
};

const byCode = (code: number): SendOutcome | undefined => {
  if (permanent.has(code)) {
    const suppress = dead[code];
    return { kind: 'permanent', code: String(code), message: 'Refused', ...(suppress && { suppress }) };
  }
  if (!transient.has(code)) return undefined;
  const up = aboutRecipient.has(code) || code === 20429;
  return { kind: 'transient', code: String(code), message: 'Not now', ...(up && { providerUp: true as const }) };
};

const byStatus = (status: number, known: number | undefined): SendOutcome => {
  const code = String(known ?? status);
  const message = `Answered ${status}`;
  if (status === 401 || status === 403)
    return { kind: 'stop-program', code, message: 'The account may not send: its credentials were refused' };
  if (status === 429) return { kind: 'transient', code, message, providerUp: true };
  if (status >= 500) return { kind: 'transient', code, message };
  // Gave up waiting for a request it may have read.
  if (status === 408) return { kind: 'unknown', code, message };
  return { kind: 'permanent', code, message };
};
