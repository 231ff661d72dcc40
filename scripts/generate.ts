// node scripts/generate.ts --size small [--day yyyy-mm-dd] [--seed 42] [--out folder] [--history requests]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateData } from './generate/generate-data.ts';
import { writeHistory } from './generate/history.ts';
import { defaultSeed, isSize, sizes } from './generate/sizes.ts';
import { yesterday } from './generate/yesterday.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    day: { type: 'string' },
    seed: { type: 'string', default: String(defaultSeed) },
    out: { type: 'string' },
    history: { type: 'string' },
  },
});

const main = async () => {
  const seed = Number(values.seed);
  if (values.history)
    return writeHistory({ seed, requests: Number(values.history) }, values.out ?? '.local/train/history.csv');
  if (!isSize(values.size)) throw new Error(`--size ${values.size}: must be one of ${Object.keys(sizes).join(', ')}`);
  const folder = values.out ?? join('.local', 'data', values.size);
  const data = await generateData({ size: values.size, seed, day: values.day ?? yesterday(new Date()) }, folder);
  console.log(`${data.rows} deliveries of ${data.day} in ${folder} (${JSON.stringify(data.items)})`);
};

await main();
