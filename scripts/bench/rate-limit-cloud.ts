// rate-limit-cloud-most-per-second: workers in Lambdas that share their slots through the table never exceed a provider's limit.
import { loadavg } from 'node:os';
import type { Outputs } from '../local-cloud/outputs.ts';
import type { BenchRow } from './bench-row.ts';
import { onOwnCloud } from './own-cloud.ts';
import { mostInASecond, steadyRate } from './reminders/call-rate.ts';
import { type Call, failingRules } from './reminders/providers.ts';
import { remindCrowd } from './reminders/remind-crowd.ts';

const perSecond = 100;
/** Half of them by SMS, half by e-mail; each provider has the limit of its own. */
const fans = 6_000;
/** A judge that refuses what is over the limit; behind the rules that refuse some for other reasons. */
const judged = () => ({
  'end-user-messaging': [...failingRules['end-user-messaging'], { match: {}, then: { perSecond } }],
  ses: [...failingRules.ses, { match: {}, then: { perSecond } }],
});

/** A text of several parts takes as many slots: it counts as often. */
const timesOf = (calls: readonly Call[], provider: Call['provider']): number[] =>
  calls
    .filter((call) => call.provider === provider)
    .flatMap(({ at, parts }) => Array.from({ length: parts }, () => at))
    .sort((a, b) => a - b);

const measureRateLimitCloud = async (outputs: Outputs): Promise<BenchRow[]> => {
  const [load = Number.NaN] = loadavg();
  const run = await remindCrowd(outputs, fans, judged());
  const firsts = run.calls.filter(({ attempt }) => attempt === 1);
  const sms = timesOf(firsts, 'end-user-messaging');
  const most = Math.max(
    ...(['end-user-messaging', 'ses'] as const).map((one) => mostInASecond(timesOf(run.calls, one))),
  );
  if (most > perSecond)
    throw new Error(`A provider got ${most} requests within a second, over its limit of ${perSecond}`);
  const rate = steadyRate(sms);
  return [
    {
      name: 'rate-limit-cloud-most-per-second',
      value: most,
      unit: 'messages in the fullest second',
      baseline: perSecond,
      ratio: perSecond / most,
      how: `${sms.length} first attempts of SMS (and as many e-mails) at a limit of ${perSecond} a second each, sent by several Lambda workers at a time on the local cloud that share their slots through table limits; a simulator that refuses what is over the limit refused none. Steady rate ${rate.toFixed(1)} a second, held back by the machine where it is below the limit (rate-limit-hold-percent measures the limiter alone); load when it began: ${load.toFixed(1)}; baseline: the limit`,
    },
  ];
};

export const rateLimitCloud = (): Promise<BenchRow[]> =>
  onOwnCloud('none', measureRateLimitCloud, {
    HERALD_RECEIPTS: 'off',
    HERALD_PROVIDER_RATE: String(perSecond),
  });
