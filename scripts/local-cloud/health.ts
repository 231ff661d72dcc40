import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './part-process.ts';
import type { Part } from './services.ts';

/** Whether an address answers a GET with a 2xx within two seconds. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};

const lastLines = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  } catch {
    return '(no log)';
  }
};

/** Waits until a part answers. @throws Error with the end of its log if it ended, or after 120 seconds */
export const waitHealthy = async (part: Part): Promise<void> => {
  const deadline = Date.now() + 120_000;
  while (!(await answers(part.healthUrl))) {
    if (!isRunning(part.name))
      throw new Error(`${part.name} ended at start. The end of ${part.logFile}:\n${lastLines(part.logFile)}`);
    if (Date.now() > deadline)
      throw new Error(
        `${part.name} does not answer on ${part.healthUrl}. The end of ${part.logFile}:\n${lastLines(part.logFile)}`,
      );
    await sleep(150);
  }
};
