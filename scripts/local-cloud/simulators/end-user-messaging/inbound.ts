// A customer's own message: what the two-way channel of a number publishes, and what the service does by itself.
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { SimulatedAnswer, SimulatedRequest } from '../kit/simulator.ts';
import { optOut } from './opt-out-lists.ts';
import { phoneNumberOf } from './phone-numbers.ts';
import type { PublishBatch } from './publish-events.ts';
import type { SmsState } from './state.ts';

const inbound = z.strictObject({
  from: z.string(),
  to: z.string(),
  body: z.string(),
  /** In place of the number's own two-way channel. */
  topicArn: z.string().optional(),
});
const STOP = /^\s*(ARRET|CANCEL|END|OPT-?OUT|QUIT|REMOVE|STOP|TD|UNSUBSCRIBE)\s*$/i;

/** `POST /_inbound {from, to, body, topicArn?}`: as if a customer had written to one of the account's numbers. */
export const createInbound =
  (state: SmsState, publish: PublishBatch) =>
  async ({ body }: SimulatedRequest): Promise<SimulatedAnswer> => {
    const parsed = inbound.safeParse(JSON.parse(body.toString() || 'null'));
    if (!parsed.success) return { status: 400, body: { message: 'The body must be {from, to, body, topicArn?}.' } };
    const { from, to, body: text, topicArn } = parsed.data;
    const number = phoneNumberOf(state, to);
    const topic = topicArn ?? (number?.TwoWayEnabled ? number.TwoWayChannelArn : undefined);
    if (!topic) return { status: 409, body: { message: `${to} has no two-way channel: give topicArn.` } };
    if (number && !number.SelfManagedOptOutsEnabled && STOP.test(text)) optOut(state, number.OptOutListName, from);
    const event = {
      originationNumber: from,
      destinationNumber: to,
      messageKeyword: `KEYWORD_${to.replace('+', '')}`,
      messageBody: text,
      inboundMessageId: randomUUID(),
      previousPublishedMessageId: randomUUID(),
    };
    await publish(topic, [JSON.stringify(event)]);
    return { status: 200, body: event };
  };
