// POST /2010-04-01/Accounts/{sid}/Messages.json: what it takes, what it refuses and what it answers.
import { randomUUID } from 'node:crypto';
import { textParts } from '../kit/text-parts.ts';
import { ServiceError } from './service-error.ts';

export const API_VERSION = '2010-04-01';
const LONGEST = 1600;

/** A message that was accepted. */
export type SmsMessage = { sid: string; from: string; to: string; body: string; callback: string | undefined };

export const newSid = (): string => `SM${randomUUID().replaceAll('-', '')}`;

/** Pairs of a number that said STOP and the one it said it to: the service itself blocks these. */
export type Unsubscribed = Set<string>;
export const pairOf = (customer: string, ours: string) => `${customer} ${ours}`;

const required = (form: URLSearchParams, name: string, code: number): string => {
  const value = form.get(name);
  if (!value) throw new ServiceError(code);
  return value;
};

const isUrl = (text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? '');

/** @throws ServiceError */
export const messageFrom = (form: URLSearchParams, unsubscribed: Unsubscribed): SmsMessage => {
  const to = required(form, 'To', 21_604);
  const from = form.get('MessagingServiceSid') ?? required(form, 'From', 21_603);
  const body = required(form, 'Body', 21_602);
  const callback = form.get('StatusCallback') ?? undefined;
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new ServiceError(21_211);
  if (body.length > LONGEST) throw new ServiceError(21_617);
  if (callback !== undefined && !isUrl(callback)) throw new ServiceError(21_609);
  if (unsubscribed.has(pairOf(to, from))) throw new ServiceError(21_610);
  return { sid: newSid(), from, to, body, callback };
};

/** The message as the API answers it when it was just made. */
export const describeMessage = ({ sid, from, to, body }: SmsMessage, accountSid: string, now: Date) => {
  const date = now.toUTCString().replace('GMT', '+0000');
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Messages/${sid}`;
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body,
    date_created: date,
    date_sent: null,
    date_updated: date,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(textParts(body).parts),
    price: null,
    price_unit: 'USD',
    sid,
    status: 'queued',
    subresource_uris: { media: `${uri}/Media.json` },
    to,
    uri: `${uri}.json`,
  };
};
