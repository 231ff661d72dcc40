// rate-limit-hold-percent: how much of a provider's limit is used, and that it is never exceeded.
import { loadavg } from 'node:os';
import type { Outputs } from '../local-cloud/outputs.ts';
import type { BenchRow } from './bench-row.ts';
import { onOwnCloud } from './own-cloud.ts';
import { mostInASecond, steadyRate } from './reminders/call-rate.ts';
import { fanOf } from './reminders/fans.ts';
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

export const measureRateLimit = async (outputs: Outputs, count = fans): Promise<BenchRow[]> => {
  const [load = Number.NaN] = loadavg();
  const run = await remindCrowd(outputs, count, judged());
  const firsts = run.calls.filter(({ attempt }) => attempt === 1);
  const sms = timesOf(firsts, 'end-user-messaging');
  const most = Math.max(
    ...(['end-user-messaging', 'ses'] as const).map((one) => mostInASecond(timesOf(run.calls, one))),
  );
  if (most > perSecond)
    throw new Error(`A provider got ${most} requests within a second, over its limit of ${perSecond}`);
  const rate = steadyRate(sms);
  const held = (rate / perSecond) * 100;
  const texts = Array.from({ length: count }, (_, n) => fanOf(n)).filter(({ channel }) => channel === 'sms').length;
  return [
    {
      name: 'rate-limit-hold-percent',
      value: held,
      unit: '% of the limit',
      baseline: 95,
      ratio: held / 95,
      how: `${texts} SMS at a limit of ${perSecond} a second (and as many e-mails at theirs), sent by workers side by side on the local cloud: ${rate.toFixed(1)} a second between the first and the last tenth, at most ${most} in any second, none refused by a simulator that refuses what is over the limit; load when it began: ${load.toFixed(1)}; baseline: within 5 %`,
    },
  ];
};

export const rateLimit = (): Promise<BenchRow[]> =>
  onOwnCloud('none', (outputs) => measureRateLimit(outputs), {
    HERALD_RECEIPTS: 'off',
    HERALD_PROVIDER_RATE: String(perSecond),
  });
