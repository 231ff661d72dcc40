// Integration, deployed pages and fault tests: bring the local cloud up to date with this checkout, run them, then judge their traces.
// usage: node scripts/test-local.ts [--reports FOLDER] [vitest filters …]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { reports: { type: 'string' } }, allowPositionals: true });

const run = (command: string, args: string[]): number =>
  spawnSync(command, args, { stdio: 'inherit', env: process.env }).status ?? 1;

const vitest = (project: string): number => {
  const report = values.reports
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${join(values.reports, `${project}.json`)}`]
    : [];
  return run('vitest', ['run', '--project', project, '--passWithNoTests', ...report, ...positionals]);
};

const up = run('node', ['scripts/up.ts', '--size', 'small']);
if (up !== 0) process.exit(up);

// `afterwards` judges what the others left behind, such as which SDK calls were made: it has to come last.
const exits = ['integration', 'pages', 'fault', 'outage', 'afterwards'].map(vitest);
process.exit(Math.max(...exits));
