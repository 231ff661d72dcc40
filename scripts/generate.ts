// node scripts/generate.ts --size small [--day yyyy-mm-dd] [--seed 42] [--out folder] [--history requests]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateData } from './generate/generate-data.ts';
import { writeHistory } from './generate/history.ts';
import { wholeNumber, worldRequest } from './generate/request.ts';
import { defaultSeed } from './generate/sizes.ts';
import { main } from './local-cloud/steps.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    day: { type: 'string' },
    seed: { type: 'string', default: String(defaultSeed) },
    out: { type: 'string' },
    history: { type: 'string' },
  },
});

const generate = async (): Promise<undefined> => {
  if (values.history) {
    const requests = wholeNumber('--history', values.history);
    writeHistory({ seed: wholeNumber('--seed', values.seed), requests }, values.out ?? '.local/train/history.csv');
    return;
  }
  const request = worldRequest(values, new Date());
  const folder = values.out ?? join('.local', 'data', request.size);
  const data = await generateData(request, folder);
  console.log(`${data.rows} deliveries of ${data.day} in ${folder} (${JSON.stringify(data.items)})`);
};

await main('generate', generate);
