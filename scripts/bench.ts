// make bench: measures and leaves .local/bench.json. Usage: bench.ts [--only name[,name]] [--quick]
// `--quick` leaves out what needs a local cloud; those stop this clone's running one and start their own.
import { parseArgs } from 'node:util';
import { benches, chosen } from './bench/benches.ts';
import { benchFile, keepRows, rowText } from './bench/results.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });

try {
  for (const { name, measure } of chosen(benches, values)) {
    console.log(`measuring ${name} …`);
    const rows = await measure();
    keepRows(benchFile, rows);
    for (const row of rows) console.log(rowText(row));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
