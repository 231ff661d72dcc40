import * as z from 'zod';
import type { SendOutcome, SmsContent } from '../domain/sending/outgoing-message.ts';
import type { MessageProvider, OutgoingMessage } from '../ports.ts';
import { sendTimeLimitMs, withoutAnswer } from './provider-errors.ts';
import { type SmsServiceAnswer, smsServiceOutcome } from './sms-service-outcome.ts';

const accountSchema = z.object({ accountSid: z.string().min(1), authToken: z.string().min(1) });
type Account = z.infer<typeof accountSchema>;
type Options = {
  /** Base of the service and of our own pages, without a slash at the end. */
  serviceUrl: string;
  pagesUrl: string;
  /** The secret's text: `{accountSid, authToken}`. `fresh`: after the service refused the one given. */
  account: (options?: { fresh: boolean }) => Promise<string>;
  timeLimitMs?: number;
};
type Service = Options & { timeLimitMs: number };

/** The Twilio-like SMS service (facts: partners). The echo fields are in the query of the status callback. */
export const smsServiceProvider = (options: Options): MessageProvider => {
  const service = { timeLimitMs: sendTimeLimitMs, ...options };
  return {
    name: 'sms-service',
    send: async (message) => {
      const { content } = message;
      if (content.kind !== 'sms')
        return { kind: 'permanent', code: 'not-sms', message: 'The SMS service sends SMS only' };
      const answer = await ask(service, message, content);
      // Rotated since it was read: the request was refused unread, so it may be repeated.
      const again = isAnswer(answer) && answer.status === 401;
      const last = again ? await ask(service, message, content, { fresh: true }) : answer;
      return isAnswer(last) ? smsServiceOutcome(last) : last;
    },
  };
};

const isAnswer = (answer: SmsServiceAnswer | SendOutcome): answer is SmsServiceAnswer => 'status' in answer;

const ask = async (
  service: Service,
  message: OutgoingMessage,
  content: SmsContent,
  options?: { fresh: boolean },
): Promise<SmsServiceAnswer | SendOutcome> => {
  const account = await readAccount(service, options);
  if (!account) return { kind: 'transient', code: 'no-account', message: 'The account could not be read' };
  try {
    const response = await post(service, account, bodyOf(service, message, content));
    const body: unknown = await response.json().catch(() => undefined);
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  } catch (error) {
    return withoutAnswer(error);
  }
};

const readAccount = async ({ account }: Service, options?: { fresh: boolean }): Promise<Account | undefined> => {
  try {
    return accountSchema.parse(JSON.parse(await account(options)));
  } catch {
    return undefined;
  }
};

const post = ({ serviceUrl, timeLimitMs }: Service, { accountSid, authToken }: Account, body: URLSearchParams) =>
  fetch(`${serviceUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeLimitMs),
  });

/** Seconds a text may try to get through, by the service's limit. */
const longest = 36_000;

const bodyOf = ({ pagesUrl }: Service, message: OutgoingMessage, { text }: SmsContent): URLSearchParams => {
  const echo = new URLSearchParams({ notificationId: message.notificationId, attempt: String(message.attempt) });
  return new URLSearchParams({
    To: message.to,
    From: message.from,
    Body: text,
    StatusCallback: `${pagesUrl}/webhooks/sms/status?${echo}`,
    ValidityPeriod: String(Math.min(longest, Math.max(1, message.validForSeconds))),
  });
};
