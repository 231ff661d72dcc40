import type { Clock } from '../../lambdas/shared/clock.ts';

/** Time that passes only while somebody sleeps and nothing else is left to do. @param start ISO 8601 */
export const virtualTime = (
  start: string,
): { clock: Clock; sleep(ms: number): Promise<void>; pass(ms: number): void } => {
  let now = Date.parse(start);
  const sleepers: { at: number; wake: () => void }[] = [];
  let running = false;
  const step = (): void => {
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    running = next !== undefined;
    if (!next) return;
    now = Math.max(now, next.at);
    next.wake();
    setImmediate(step);
  };
  const sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      sleepers.push({ at: now + ms, wake });
      if (!running) setImmediate(step);
      running = true;
    });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { clock: { now: () => new Date(now) }, sleep, pass };
};
