// `make test`: check, unit, browser and deployed tests. CI runs this very script.
// Ends with what failed, and with one line "N passed, N failed" over all of them.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary, together } from './test/reports.ts';
import { type Step, tallyOfStep } from './test/steps.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const folder = join('.local', 'test');

const vitest = (project: string): Step => ({
  command: 'vitest',
  args: [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${folder}/${project}.json`,
  ],
  reports: [project],
});

const steps: Step[] = [
  { command: 'node', args: ['scripts/check/check.ts'] },
  vitest('unit'),
  vitest('e2e'),
  { command: 'scripts/local-cloud/athena/test.sh', args: [] },
  { command: 'scripts/local-cloud/localstack/test.sh', args: [] },
  {
    command: 'node',
    args: ['scripts/test-local.ts', '--reports', folder],
    reports: ['deployed', 'afterwards'],
  },
];

rmSync(folder, { recursive: true, force: true }); // no report of an earlier run is counted
mkdirSync(folder, { recursive: true });

const tallies = [];
for (const step of steps) tallies.push(await tallyOfStep(step, folder));
const tally = together(tallies);
console.log(summary(tally));
process.exitCode = tally.failures.length > 0 || tally.passed === 0 ? 1 : 0;
