import type { Clock } from '../../../shared/clock.ts';
import type { CountMetrics } from '../../../shared/metrics.ts';
import { helpReplies, type Keyword, keywordOf, replyLanguage } from '../../domain/inbound/keywords.ts';
import type { AddressHasher, PolicyStore } from '../../ports.ts';

export type InboundDeps = {
  policies: Pick<PolicyStore, 'suppress' | 'unsuppress'>;
  hasher: AddressHasher;
  clock: Clock;
  metrics: CountMetrics;
};
/** `from`: E.164 number of the customer. */
export type InboundSms = { from: string; body: string };
/** `reply`: what to answer, where somebody has to. */
export type InboundOutcome = { keyword: Keyword | 'none'; reply?: string };

/** E.164; senders with a name or a short code are nobody we write to. */
const number = /^\+[1-9]\d{4,14}$/;
const metricNames = { stop: 'InboundStop', start: 'InboundStart', help: 'InboundHelp', none: 'InboundOther' };

/**
 * What a customer's SMS changes: STOP suppresses the number for every program, START lifts that and nothing else (a bounce
 * or a complaint stays). Any other message changes nothing. Safe to repeat.
 */
export const answerInbound =
  ({ policies, hasher, clock, metrics }: InboundDeps) =>
  async ({ from, body }: InboundSms): Promise<InboundOutcome> => {
    const found = number.test(from) ? keywordOf(body) : undefined;
    const keyword = found?.keyword ?? 'none';
    if (keyword === 'stop' || keyword === 'start') {
      const addressHash = await hasher.hash('sms', from);
      const at = clock.now().toISOString();
      if (keyword === 'stop') await policies.suppress({ addressHash, reason: 'stop', at, source: 'sms:STOP' });
      else await policies.unsuppress(addressHash, ['stop']);
    }
    metrics.addMetric(metricNames[keyword], 'Count', 1);
    return { keyword, ...(found?.keyword === 'help' && { reply: helpReplies[replyLanguage(found, from)] }) };
  };
