// `make check`: everything that can be said about the code without running the product. One line a check.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Check, type Outcome, runChecks } from './run-checks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const script = (name: string, file: string): Check => ({
  name,
  command: process.execPath,
  args: [join(root, 'scripts', file)],
});

const types = (name: string, ...args: string[]): Check => ({
  name,
  command: process.execPath,
  args: [join(root, 'node_modules/tsc7/bin/tsc'), '--noEmit', ...args],
});

/** The longest first: two at a time fit a small machine. */
const checks: Check[] = [
  script('terraform', 'check/terraform.ts'),
  types('types'),
  types('types of web/', '-p', 'web'), // made for browsers: other globals, JSX
  types('types of e2e', '-p', 'test/e2e'), // reach into browsers
  { name: 'format and lint', command: bin('biome'), args: ['check', '--error-on-warnings', '.'] },
  { name: 'unused code', command: bin('knip'), args: [] },
  script('layers', 'check/layers.ts'),
  script('state machines', 'check/state-machines.ts'),
  script('programs', 'programs/validate.ts'),
  script('templates', 'templates/validate.ts'),
];

const tell = ({ name, passed, seconds, output }: Outcome): void => {
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(18)}${seconds.toFixed(1).padStart(6)} s`);
  if (!passed) console.log(output.trimEnd().replaceAll(/^/gm, '    '));
};

process.chdir(root);
const outcomes = await runChecks(checks, { atOnce: 2, tell });
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
if (failed.length > 0) console.error(`check failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
