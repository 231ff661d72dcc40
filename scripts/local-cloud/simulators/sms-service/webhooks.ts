// What the service posts to its customer: form-encoded, signed with the account's token.
import { createOutbox } from '../kit/outbox.ts';
import type { SenderThen } from '../kit/rule-schema.ts';
import { API_VERSION, type SmsMessage } from './messages.ts';
import { webhookSignature } from './signature.ts';

export type SmsAccount = { accountSid: string; authToken: string };
const PATIENCE_MS = 15_000; // the service's own time limit for a webhook

/** @returns status and text of the answer. @throws Error when there is none */
export const postWebhook = async ({ authToken }: SmsAccount, url: string, parameters: Record<string, string>) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': webhookSignature(authToken, url, parameters),
    },
    body: new URLSearchParams(parameters).toString(),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: response.status, text: await response.text() };
};

const USUAL = ['sent', 'delivered'];
const DELAYS_MS: Record<string, number> = { sending: 20, sent: 60, delivered: 200, undelivered: 200, failed: 100 };
type Coming = { message: SmsMessage; status: string; errorCode: string | undefined };

/** Parameters of a status callback. */
const statusParameters = ({ accountSid }: SmsAccount, { message, status, errorCode }: Coming) => ({
  AccountSid: accountSid,
  ApiVersion: API_VERSION,
  From: message.from,
  To: message.to,
  MessageSid: message.sid,
  MessageStatus: status,
  SmsSid: message.sid,
  SmsStatus: status,
  ...(errorCode && { ErrorCode: errorCode }),
});

/** Tells each message's StatusCallback its statuses. A receipt is `status` or `status:errorCode`. */
export const createStatusCallbacks = (account: SmsAccount) => {
  const send = async ([coming]: Coming[]) => {
    if (!coming?.message.callback) return;
    const { status } = await postWebhook(account, coming.message.callback, statusParameters(account, coming));
    if (status >= 500) throw new Error(`the webhook answered ${status}`);
  };
  const outbox = createOutbox<Coming>({ send, batchSize: 1, parallel: 8 });
  return {
    follow: (message: SmsMessage, receipts: SenderThen['receipts'] = USUAL) => {
      if (!message.callback) return;
      for (const receipt of receipts) {
        const { type, delayMs } = typeof receipt === 'string' ? { type: receipt, delayMs: undefined } : receipt;
        const [status = '', errorCode] = type.split(':');
        outbox.add({ message, status, errorCode }, delayMs ?? DELAYS_MS[status] ?? 0);
      }
    },
    close: outbox.close,
  };
};
