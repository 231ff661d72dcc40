import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks until the answer is there. Tests never sleep for a fixed time.
 * @param probe returns undefined while it is too early; what it throws last is the cause of the failure
 */
export const eventually = async <T>(
  what: string,
  probe: () => Promise<T | undefined>,
  { timeoutMs = 60_000, everyMs = 250 } = {},
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
    } catch (error) {
      cause = error;
    }
    await wait(everyMs);
  }
  throw new Error(`Gave up after ${timeoutMs} ms waiting for ${what}`, { cause });
};
