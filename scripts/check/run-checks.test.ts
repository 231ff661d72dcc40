import { expect, it } from 'vitest';
import { type Check, type Outcome, runChecks } from './run-checks.ts';

const node = (name: string, script: string): Check => ({ name, command: process.execPath, args: ['-e', script] });
const run = (...checks: Check[]): Promise<Outcome[]> => runChecks(checks, { atOnce: 2, tell: () => {} });

it('tells what passed and what failed, with what it said', async () => {
  const outcomes = await run(node('good', ''), node('bad', 'console.error("wrong"); process.exit(3)'));
  expect(outcomes.find(({ name }) => name === 'good')?.passed).toBe(true);
  expect(outcomes.find(({ name }) => name === 'bad')).toMatchObject({ passed: false, output: 'wrong\n' });
});

it('counts a command that is not there as failed', async () => {
  const [outcome] = await run({ name: 'absent', command: 'no-such-command-here', args: [] });
  expect(outcome?.passed).toBe(false);
});

it('runs every check, more than there are places', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const outcomes = await run(...names.map((name) => node(name, '')));
  expect(outcomes.map(({ name }) => name).sort()).toEqual(names);
});
