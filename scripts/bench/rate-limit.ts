// rate-limit-hold-percent: how much of a provider's limit workers side by side use, and that they never exceed it.
import { loadavg } from 'node:os';
import { logger } from '../../lambdas/shared/logger.ts';
import { type BenchRow, secondsOf } from './bench-row.ts';
import { limitedWorkers } from './rate-limit/limited-workers.ts';
import { queuedTexts } from './rate-limit/one-text.ts';
import { mostInASecond, steadyRate } from './reminders/call-rate.ts';

const perSecond = 100;
const messages = 3_000;
/** Workers side by side, each with batches as its queue hands them out (terraform/modules/delivery/queues.tf). */
const [workers, batch] = [6, 100];

export const rateLimit = async (): Promise<BenchRow[]> => {
  const [load = Number.NaN] = loadavg();
  logger.setLogLevel('WARN');
  const queued = queuedTexts(messages);
  const { work, calledAt, accepted } = await limitedWorkers(queued, perSecond);
  const ids = queued.map(({ id }) => id);
  const batches = Array.from({ length: Math.ceil(messages / batch) }, (_, n) => ids.slice(n * batch, (n + 1) * batch));
  const worker = async (): Promise<void> => {
    for (let own = batches.pop(); own; own = batches.pop()) await work(own);
  };
  const seconds = await secondsOf(() => Promise.all(Array.from({ length: workers }, worker)));
  const sent = accepted().length;
  if (sent !== messages || calledAt.length !== messages)
    throw new Error(`${sent} of ${messages} messages were accepted, in ${calledAt.length} calls of the provider`);
  const most = mostInASecond(calledAt);
  if (most > perSecond)
    throw new Error(`The provider was called ${most} times in a second: over its limit of ${perSecond}`);
  const held = (steadyRate(calledAt) / perSecond) * 100;
  return [
    {
      name: 'rate-limit-hold-percent',
      value: held,
      unit: '% of the limit',
      baseline: 95,
      ratio: held / 95,
      how: `${messages} SMS at a limit of ${perSecond} a second, by ${workers} send workers side by side with batches of ${batch}, over in-memory tables in real time; steady between the first and the last tenth, at most ${most} in any second, all sent once in ${seconds.toFixed(1)} s; load when it began: ${load.toFixed(1)}; baseline: within 5 %`,
    },
  ];
};
