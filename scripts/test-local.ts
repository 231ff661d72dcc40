// Integration, deployed pages and fault tests: bring the local cloud up to date with this checkout, run them, then judge their traces.
// usage: node scripts/test-local.ts [vitest filters …]
import { spawnSync } from 'node:child_process';

const run = (command: string, ...args: string[]): number =>
  spawnSync(command, args, { stdio: 'inherit', env: process.env }).status ?? 1;

const vitest = (...projects: string[]): number => {
  const chosen = projects.flatMap((project) => ['--project', project]);
  return run('vitest', 'run', ...chosen, '--passWithNoTests', ...process.argv.slice(2));
};

const up = run('node', 'scripts/up.ts', '--size', 'small');
if (up !== 0) process.exit(up);

// Side by side, but `outage`: it runs alone when the others have ended. `afterwards` judges what they all left behind.
const deployed = vitest('integration', 'pages', 'fault', 'outage');
const afterwards = vitest('afterwards');
process.exit(Math.max(deployed, afterwards));
