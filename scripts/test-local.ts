// Integration and fault tests: bring the local cloud up to date with this checkout, then run them.
// usage: node scripts/test-local.ts [--report FILE] [vitest filters …]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { report: { type: 'string' } }, allowPositionals: true });

const run = (command: string, args: string[]): number =>
  spawnSync(command, args, { stdio: 'inherit', env: process.env }).status ?? 1;

const up = run('node', ['scripts/up.ts', '--size', 'small']);
if (up !== 0) process.exit(up);

const report = values.report
  ? ['--reporter=default', '--reporter=json', `--outputFile.json=${values.report}`]
  : ['--reporter=default'];
process.exit(run('vitest', ['run', '--project', 'integration', '--project', 'afterwards', ...report, ...positionals]));
