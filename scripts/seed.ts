// node scripts/seed.ts --size small|medium|large|none [--day yyyy-mm-dd] [--seed 42]: fills the local cloud. Repeatable.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type GeneratedData, generatorVersion, itemFiles } from './generate/generate-data.ts';
import { worldRequest } from './generate/request.ts';
import { defaultSeed } from './generate/sizes.ts';
import { pick } from './local-cloud/outputs.ts';
import { main, step } from './local-cloud/steps.ts';
import { ensureGenerated } from './seed/generated-folder.ts';
import { ensureGlueTables } from './seed/glue-tables.ts';
import { loadItems } from './seed/load-items.ts';
import { markerOf, readMarker, writeMarker } from './seed/marker.ts';
import { type SeedTarget, seedTarget } from './seed/seed-target.ts';
import { ensureBucket, uploadWarehouse } from './seed/warehouse-bucket.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    day: { type: 'string' },
    seed: { type: 'string', default: String(defaultSeed) },
  },
});

const loadTables = async (target: SeedTarget, folder: string, data: GeneratedData) => {
  for (const name of itemFiles) {
    const table = pick(target.tables, name);
    const onProgress = (items: number) => console.log(`    ${name}: ${items} of ${data.items[name]}`);
    const load = { dynamodb: target.dynamodb, table, path: join(folder, `${name}.jsonl`), onProgress };
    await step(`${name} (${data.items[name]})`, async () => void (await loadItems(load)));
  }
};

const seed = async (): Promise<undefined> => {
  if (values.size === 'none') return;
  const request = worldRequest(values, new Date());
  const target = seedTarget();
  const place = { s3: target.s3, bucket: target.warehouseBucket };
  await ensureBucket(place);
  await ensureGlueTables(target.glue, target.warehouseBucket);
  const marker = markerOf(request, generatorVersion);
  if ((await readMarker(place)) === marker) {
    console.log(`  ${request.size} of ${request.day} is there already`);
    return;
  }
  const folder = join('.local', 'data', request.size);
  const data = await step(`generate ${request.size} of ${request.day}`, () => ensureGenerated(request, folder));
  await step('warehouse to S3', () => uploadWarehouse(place, folder, data.objects));
  await loadTables(target, folder, data);
  await writeMarker(place, marker);
};

await main('seed', seed);
