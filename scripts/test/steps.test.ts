import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { tallyOfStep } from './steps.ts';
import { summary } from './tally.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'));
});

const node = (script: string) => ({ command: process.execPath, args: ['-e', script] });
const leave = (name: string, text: string) => writeFileSync(join(folder, `${name}.json`), text);

describe('a step', () => {
  it('is one test, and is known by what it said when it failed', async () => {
    expect(await tallyOfStep(node(''), folder)).toEqual({ passed: 1, failures: [] });
    const { passed, failures } = await tallyOfStep(node('console.error("broken"); process.exit(2)'), folder);
    expect(passed).toBe(0);
    expect(failures).toEqual([{ where: expect.stringContaining('-e'), said: 'broken\n' }]);
  });

  it('that is not there has failed', async () => {
    const { failures } = await tallyOfStep({ command: 'no-such-command-here', args: [] }, folder);
    expect(failures).toHaveLength(1);
  });

  it('that leaves tallies is all of their tests', async () => {
    leave('one', JSON.stringify({ passed: 2, failures: [{ where: 'a', said: 'no' }] }));
    leave('two', JSON.stringify({ passed: 3, failures: [] }));
    const tally = await tallyOfStep({ ...node('process.exit(1)'), tallies: ['one', 'two'] }, folder);
    expect(tally).toEqual({ passed: 5, failures: [{ where: 'a', said: 'no' }] });
  });

  it('has failed when a tally is missing or broken off, and by a bad end after good tallies', async () => {
    expect((await tallyOfStep({ ...node(''), tallies: ['absent'] }, folder)).failures).toHaveLength(1);
    leave('half', '{"passed": [');
    expect((await tallyOfStep({ ...node(''), tallies: ['half'] }, folder)).failures).toHaveLength(1);
    leave('good', JSON.stringify({ passed: 1, failures: [] }));
    const after = await tallyOfStep({ ...node('console.log("late"); process.exit(1)'), tallies: ['good'] }, folder);
    expect(after).toMatchObject({ passed: 1, failures: [{ said: 'late\n' }] });
  });
});

it('what failed is told before the counts, of a long one the beginning', () => {
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const told = summary({ passed: 3, failures: [{ where: 'a.test.ts > long', said: long }] }).split('\n');
  expect(told[0]).toBe('FAILED: a.test.ts > long');
  expect(told).toContain('    line 24');
  expect(told).not.toContain('    line 25');
  expect(told).toContain('    … 15 more lines above in the output');
  expect(told.at(-1)).toBe('3 passed, 1 failed');
});

describe('a run of vitest', () => {
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const tallied = () => {
    const reporter = `import { TallyReporter } from ${JSON.stringify(file('./tally-reporter.ts'))};`;
    const test = `{ name: 'own', globals: true, reporters: [new TallyReporter({ folder: ${JSON.stringify(folder)} })] }`;
    write('vitest.config.mjs', `${reporter}\nexport default { test: ${test} };\n`);
    const args = [file('../../node_modules/vitest/vitest.mjs'), 'run', '--root', folder];
    return tallyOfStep({ command: process.execPath, args, tallies: ['own'] }, folder);
  };

  it('names failed tests, hooks of a file or a part of it, files that do not load, and stray errors', async () => {
    write('a.test.js', `it('adds up', () => {}); it.skip('waits', () => {}); it('is', () => expect(1).toBe(2));`);
    write(
      'b.test.js',
      `describe('part', () => { beforeAll(() => { throw new Error('no bucket'); }); it('x', () => {}); });`,
    );
    write('c.test.js', `afterAll(() => { throw new Error('not torn down'); }); it('y', () => {});`);
    write('d.test.js', `throw new Error('does not load');`);
    write(
      'e.test.js',
      `it('z', () => { setTimeout(() => { throw new Error('stray'); }); return new Promise((go) => setTimeout(go, 200)); });`,
    );
    const { passed, failures } = await tallied();
    expect(passed).toBe(3);
    const told = failures.map(({ where, said }) => [where.replace(/^.*\//, ''), said.split('\n')[0]]).sort();
    expect(told).toEqual([
      ['a.test.js > is', expect.stringContaining('expected 1 to be 2')],
      ['an unhandled error beside the tests', 'Error: stray'],
      ['b.test.js > part', 'Error: no bucket'],
      ['c.test.js', 'Error: not torn down'],
      ['d.test.js', 'Error: does not load'],
    ]);
  });
});
