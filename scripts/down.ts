// `make down`: stops everything that `up` started and removes what only a running cloud needs. Safe to repeat.
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetState } from './local-cloud/deployment.ts';
import { withLock } from './local-cloud/lock.ts';
import { isNoted, stop } from './local-cloud/part-process.ts';
import { scratchFolder } from './local-cloud/paths.ts';
import { knownBase, portIsFree } from './local-cloud/port-block.ts';
import { partsAt } from './local-cloud/services.ts';
import { main, step } from './local-cloud/steps.ts';

// LocalStack takes 2 to 4 seconds of computing to end, and hangs now and then. Nobody has anything to save: it is killed.
const patienceMs = 3000;

/** Children of LocalStack end within a second after it; a port that stays taken is told, not hidden. */
const waitForPorts = async (ports: number[]): Promise<void> => {
  const deadline = Date.now() + 10_000;
  for (const port of ports) {
    while (!(await portIsFree(port))) {
      if (Date.now() > deadline)
        throw new Error(`Port ${port} is still taken: see which process it is with lsof -i :${port}`);
      await sleep(100);
    }
  }
};

const down = async (): Promise<undefined> => {
  const base = knownBase();
  if (base === undefined) return;
  const parts = partsAt(base);
  const running = parts.filter(({ name }) => isNoted(name));
  await step('stop', async () => {
    await Promise.all(running.map(({ name }) => stop(name, patienceMs)));
    return running.map(({ name }) => name).join(', ') || 'nothing was running';
  });
  await waitForPorts(parts.flatMap(({ ports }) => ports));
  rmSync(scratchFolder, { recursive: true, force: true });
  forgetState();
};

await main('down', () => withLock(down));
