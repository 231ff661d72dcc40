import * as z from 'zod';
import { logger } from '../../shared/logger.ts';
import { jsonOf } from '../domain/receipts/stream-record.ts';
import { answerInbound, type InboundDeps } from './receipts/answer-inbound.ts';

const snsEvent = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });
const inbound = z.object({
  originationNumber: z.string().regex(/^\+?[1-9]\d{4,14}$/),
  messageBody: z.string().max(2_000),
});

/**
 * Customers' messages to a number of End User Messaging (two-way SMS by SNS). The service answers STOP and HELP by itself,
 * with the texts of the number's keywords; so nothing is sent from here.
 */
export const createReceiveSms = (deps: InboundDeps) => {
  const answer = answerInbound(deps);
  return async (event: unknown): Promise<void> => {
    for (const { Sns } of snsEvent.parse(event).Records) {
      const parsed = inbound.safeParse(jsonOf(Sns.Message));
      if (!parsed.success) {
        deps.metrics.addMetric('InboundMalformed', 'Count', 1);
        logger.warn('inbound SMS refused', { reason: 'not-a-two-way-event' });
        continue;
      }
      const { originationNumber, messageBody: body } = parsed.data;
      const from = originationNumber.replace(/^\+?/, '+');
      const { keyword } = await answer({ from, body });
      logger.info('inbound SMS', { keyword });
    }
  };
};
