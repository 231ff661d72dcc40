import type { SendOutcome } from '../domain/sending/outgoing-message.ts';
import { withoutAnswer } from './provider-errors.ts';

/** What one of a provider's own errors means; nothing: it is none of them. */
export type Refusal = (error: unknown) => SendOutcome | undefined;

type Answered = { name: string; $metadata?: { httpStatusCode?: number }; $response?: Response };
type Response = { headers?: Record<string, string> };

/**
 * Calls an AWS provider and tells its answer. Any other 5xx or 429 is transient and honours Retry-After, any other 4xx
 * permanent; no answer is judged by whether the request can have left.
 * @param call resolves with the provider's message id
 */
export const sdkOutcome = async (
  call: () => Promise<string | undefined>,
  { refusal }: { refusal: Refusal },
): Promise<SendOutcome> => {
  try {
    const providerMessageId = await call();
    if (providerMessageId) return { kind: 'accepted', providerMessageId };
    return { kind: 'unknown', code: 'no-message-id', message: 'The answer names no message' };
  } catch (error) {
    return withRetryAfter(refusal(error) ?? byStatus(error as Answered) ?? withoutAnswer(error), error as Answered);
  }
};

const byStatus = ({ name: code, $metadata }: Answered): SendOutcome | undefined => {
  const status = $metadata?.httpStatusCode;
  // A success that can't be read was still a success for somebody.
  if (status === undefined || status < 400) return undefined;
  if (status >= 500) return { kind: 'transient', code, message: `Answered ${status}` };
  if (status === 429) return { kind: 'transient', code, message: 'Answered 429', providerUp: true };
  // Signature, clock or expired credentials: the message itself was not looked at.
  if (status === 401 || status === 403) return { kind: 'transient', code, message: `Answered ${status}` };
  return { kind: 'permanent', code, message: `Answered ${status}` };
};

const withRetryAfter = (outcome: SendOutcome, { $response }: Answered): SendOutcome => {
  const header = outcome.kind === 'transient' ? $response?.headers?.['retry-after'] : undefined;
  const retryAfterMs = retryAfter(header);
  return outcome.kind === 'transient' && retryAfterMs !== undefined ? { ...outcome, retryAfterMs } : outcome;
};

/** @param header of `Retry-After` in seconds (RFC 9110); a date is not honoured @returns milliseconds */
export const retryAfter = (header: string | null | undefined): number | undefined =>
  header && /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : undefined;
