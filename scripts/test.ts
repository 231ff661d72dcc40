// `make test`: check, unit, browser and deployed tests. CI runs this very script.
// Ends with what failed, and with one line "N passed, N failed" over all of them.
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Step, tallyOfStep } from './test/steps.ts';
import { summary, together } from './test/tally.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const folder = resolve('.local', 'test');

const steps: Step[] = [
  { command: 'node', args: ['scripts/check/check.ts'] },
  { command: 'vitest', args: ['run', '--project', 'unit'], tallies: ['unit'] },
  { command: 'vitest', args: ['run', '--project', 'e2e'], tallies: ['e2e'] },
  { command: 'scripts/local-cloud/athena/test.sh', args: [] },
  { command: 'scripts/local-cloud/localstack/test.sh', args: [] },
  { command: 'node', args: ['scripts/test-local.ts'], tallies: ['integration+pages+fault+outage', 'afterwards'] },
];

rmSync(folder, { recursive: true, force: true }); // no tally of an earlier run is counted
mkdirSync(folder, { recursive: true });

const tallies = [];
for (const step of steps) tallies.push(await tallyOfStep(step, folder));
const tally = together(tallies);
console.log(summary(tally));
process.exitCode = tally.failures.length > 0 || tally.passed === 0 ? 1 : 0;
