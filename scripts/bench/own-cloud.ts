// A local cloud for one benchmark: fresh, of a known size, without the fault proxy in front of DynamoDB.
import { join } from 'node:path';
import { run } from '../local-cloud/command.ts';
import { type Outputs, readOutputs } from '../local-cloud/outputs.ts';
import { repository } from '../local-cloud/paths.ts';

/** Settings of a local cloud whose providers send no receipts and take what comes: a rate so high that it is none. */
export const boundlessProviders = { HERALD_RECEIPTS: 'off', HERALD_PROVIDER_RATE: '1000000' };

const verb = (name: string, ...args: string[]): string[] => [
  process.execPath,
  join(repository, 'scripts', name),
  ...args,
];

/**
 * Stops this clone's local cloud, starts it empty, works on it and stops it. After a failure it is left running, to be
 * looked into.
 * @param size what it is seeded with
 * @param settings variables of `make up` beside those of every bench
 */
export const onOwnCloud = async <T>(
  size: 'none' | 'medium' | 'large',
  work: (outputs: Outputs) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> => {
  const env = { ...process.env, HERALD_FAULT_PROXY: 'off', ...settings };
  await run(verb('down.ts'), { show: true });
  await run(verb('up.ts', '--size', size), { env, show: true });
  try {
    const result = await work(readOutputs());
    await run(verb('down.ts'), { show: true });
    return result;
  } catch (error) {
    console.error('The local cloud of this bench is left running, to be looked into: .local/logs; then make down');
    throw error;
  }
};
