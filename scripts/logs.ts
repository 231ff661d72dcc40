// `make logs`, or `node scripts/logs.ts localstack`: the end of every part's log, or one part's as it grows.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { knownBase } from './local-cloud/port-block.ts';
import { partsAt } from './local-cloud/services.ts';
import { main } from './local-cloud/steps.ts';

const logs = async (): Promise<number> => {
  const wanted = process.argv[2];
  const all = partsAt(knownBase() ?? 0);
  const parts = wanted ? all.filter(({ name }) => name === wanted) : all;
  if (parts.length === 0)
    throw new Error(`There is no part "${wanted}"; there are: ${all.map(({ name }) => name).join(', ')}`);
  const files = parts.map(({ logFile }) => logFile).filter(existsSync);
  if (files.length === 0) throw new Error('There are no logs yet: make up');
  const tail = spawn('tail', [...(wanted ? ['-f'] : []), '-n', wanted ? '100' : '15', ...files], { stdio: 'inherit' });
  return new Promise((resolve) => tail.on('close', (code) => resolve(code ?? 0)));
};

await main('logs', logs);
