// Integration, deployed pages and fault tests: bring the local cloud up to date with this checkout, run them, then judge their traces.
// usage: node scripts/test-local.ts [--reports FOLDER] [vitest filters …]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { reports: { type: 'string' } }, allowPositionals: true });

const run = (command: string, args: string[]): number =>
  spawnSync(command, args, { stdio: 'inherit', env: process.env }).status ?? 1;

const vitest = (report: string, ...projects: string[]): number => {
  const reporters = values.reports
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${join(values.reports, `${report}.json`)}`]
    : [];
  const chosen = projects.flatMap((project) => ['--project', project]);
  return run('vitest', ['run', ...chosen, '--passWithNoTests', ...reporters, ...positionals]);
};

const up = run('node', ['scripts/up.ts', '--size', 'small']);
if (up !== 0) process.exit(up);

// Side by side, but `outage`: it runs alone when the others have ended. `afterwards` judges what they all left behind.
const deployed = vitest('deployed', 'integration', 'pages', 'fault', 'outage');
const afterwards = vitest('afterwards', 'afterwards');
process.exit(Math.max(deployed, afterwards));
