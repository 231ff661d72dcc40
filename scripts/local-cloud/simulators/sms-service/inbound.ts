import * as z from 'zod';
import type { SimulatedAnswer, SimulatedRequest } from '../kit/simulator.ts';
import { API_VERSION, newSid, pairOf, type Unsubscribed } from './messages.ts';
import { postWebhook, type SmsAccount } from './webhooks.ts';

const inbound = z.strictObject({
  from: z.string(),
  to: z.string(),
  body: z.string(),
  /** Where the account wants messages of its customers; INBOUND_URL unless given. */
  url: z.string().optional(),
});
// What the service does by itself: https://help.twilio.com/articles/223134027
const STOP = /^\s*(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)\s*$/i;
const START = /^\s*(START|YES|UNSTOP)\s*$/i;

const learn = (unsubscribed: Unsubscribed, pair: string, text: string) => {
  if (STOP.test(text)) unsubscribed.add(pair);
  if (START.test(text)) unsubscribed.delete(pair);
};

/** `POST /_inbound {from, to, body, url?}`: as if a customer had written; answers what the webhook said. */
export const createInbound =
  (account: SmsAccount, unsubscribed: Unsubscribed, inboundUrl?: string) =>
  async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
    const parsed = inbound.safeParse(JSON.parse(request.body.toString() || 'null'));
    const url = parsed.data?.url ?? inboundUrl;
    if (!parsed.success || !url)
      return {
        status: 400,
        body: { message: 'The body must be {from, to, body, url}; INBOUND_URL can stand for url.' },
      };
    const { from, to, body } = parsed.data;
    learn(unsubscribed, pairOf(from, to), body);
    const sid = newSid();
    const webhook = await postWebhook(account, url, {
      AccountSid: account.accountSid,
      ApiVersion: API_VERSION,
      Body: body,
      From: from,
      MessageSid: sid,
      NumMedia: '0',
      NumSegments: '1',
      SmsMessageSid: sid,
      SmsSid: sid,
      SmsStatus: 'received',
      To: to,
    });
    return { status: 200, body: { sid, webhook } };
  };
