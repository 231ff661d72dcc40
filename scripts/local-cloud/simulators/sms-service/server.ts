// The SMS service of the ticket-sale reminders, shaped like Twilio's API: no idempotence, each request is a message.
import * as z from 'zod';
import type { RunningService } from '../kit/http-service.ts';
import { senderThen } from '../kit/rule-schema.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';
import { createInbound } from './inbound.ts';
import { API_VERSION, describeMessage, messageFrom, type Unsubscribed } from './messages.ts';
import { answerError, failureFor, ServiceError } from './service-error.ts';
import { createStatusCallbacks, type SmsAccount } from './webhooks.ts';

export type SmsServiceOptions = {
  port: number;
  host?: string;
  account: SmsAccount;
  inboundUrl?: string | undefined;
  /** False: no status callback is ever made (benchmarks). */
  receipts?: boolean;
};

/** `error` is one of the service's codes, as text. */
const then = senderThen.extend({ retryAfterSeconds: z.number().min(0).optional() });
type Then = z.infer<typeof then>;

const checkAccess = ({ accountSid, authToken }: SmsAccount, { method, path, headers }: SimulatedRequest) => {
  const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  if (headers.authorization !== basic) throw new ServiceError(20_003);
  const messages = `/${API_VERSION}/Accounts/${accountSid}/Messages.json`;
  if (method !== 'POST' || path.split('?')[0] !== messages) throw new ServiceError(20_404);
};

/** `PUT /_token` with the new token as the body: from then on the old one is refused, and signs nothing. */
const rotate = (account: SmsAccount, token: string): SimulatedAnswer => {
  if (token.trim() === '') return { status: 400, body: { message: 'The body must be the new token.' } };
  account.authToken = token.trim();
  return { status: 200, body: {} };
};

/** Starts the service. A rule's `receipts` are statuses, `undelivered:30003` with an error code. */
export const startSmsService = async (options: SmsServiceOptions): Promise<RunningService> => {
  const { port, host, inboundUrl } = options;
  const account = { ...options.account };
  const unsubscribed: Unsubscribed = new Set();
  const callbacks = createStatusCallbacks(account);
  const answer = (request: SimulatedRequest, rule: Then | undefined): SimulatedAnswer => {
    try {
      checkAccess(account, request);
      if (rule?.error) throw new ServiceError(Number(rule.error));
      const message = messageFrom(new URLSearchParams(request.body.toString()), unsubscribed);
      if (options.receipts !== false) callbacks.follow(message, rule?.receipts);
      return { status: 201, body: describeMessage(message, account.accountSid, new Date()) };
    } catch (error) {
      if (error instanceof ServiceError) return answerError(error, rule?.retryAfterSeconds);
      throw error;
    }
  };
  const running = await startSimulator<Then>({
    name: 'sms-service',
    port,
    ...(host ? { host } : {}),
    answer,
    failure: failureFor,
    then,
    doors: {
      '/_inbound': createInbound(account, unsubscribed, inboundUrl),
      '/_token': ({ body }) => rotate(account, body.toString()),
    },
  });
  return {
    url: running.url,
    close: () => {
      callbacks.close();
      return running.close();
    },
  };
};
