import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { summary } from './reports.ts';
import { tallyOfStep } from './steps.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'));
});

const node = (script: string) => ({ command: process.execPath, args: ['-e', script] });
const test = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});
const leave = (report: string, ...testResults: object[]) =>
  writeFileSync(join(folder, `${report}.json`), JSON.stringify({ testResults }));

it('counts a command as one test, and keeps what it said when it failed', async () => {
  expect(await tallyOfStep(node(''), folder)).toEqual({ passed: 1, failures: [] });
  const { passed, failures } = await tallyOfStep(node('console.error("broken"); process.exit(2)'), folder);
  expect(passed).toBe(0);
  expect(failures).toEqual([{ where: expect.stringContaining('-e'), said: 'broken\n' }]);
});

it('counts a command that is not there as failed', async () => {
  const { failures } = await tallyOfStep({ command: 'no-such-command-here', args: [] }, folder);
  expect(failures).toHaveLength(1);
});

it('counts the tests of all reports, and names the failed ones with what they said', async () => {
  leave('one', {
    name: join(process.cwd(), 'a.test.ts'),
    status: 'failed',
    message: '',
    assertionResults: [
      test('adds up', 'passed'),
      test('keeps order', 'failed', ['expected 2 to be 1']),
      test('waits', 'pending'),
    ],
  });
  leave('two', { name: 'b.test.ts', status: 'passed', message: '', assertionResults: [test('ends', 'passed')] });
  const tally = await tallyOfStep({ ...node('process.exit(1)'), reports: ['one', 'two'] }, folder);
  expect(tally).toEqual({ passed: 2, failures: [{ where: 'a.test.ts > keeps order', said: 'expected 2 to be 1' }] });
});

it('counts a file whose set-up failed, beside the failed tests of others', async () => {
  leave(
    'one',
    { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [test('adds up', 'failed', ['no'])] },
    {
      name: 'b.test.ts',
      status: 'failed',
      message: 'beforeAll threw',
      assertionResults: [test('never ran', 'skipped')],
    },
  );
  const { failures } = await tallyOfStep({ ...node('process.exit(1)'), reports: ['one'] }, folder);
  expect(failures.map(({ said }) => said)).toEqual(['no', 'beforeAll threw']);
});

it('counts a missing report, an unreadable one, and a bad end after good reports', async () => {
  expect((await tallyOfStep({ ...node(''), reports: ['absent'] }, folder)).failures).toHaveLength(1);
  writeFileSync(join(folder, 'half.json'), '{"testResults": [');
  expect((await tallyOfStep({ ...node(''), reports: ['half'] }, folder)).failures).toHaveLength(1);
  leave('good', { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [test('ends', 'passed')] });
  const after = await tallyOfStep(
    { ...node('console.log("torn down badly"); process.exit(1)'), reports: ['good'] },
    folder,
  );
  expect(after).toMatchObject({ passed: 1, failures: [{ said: 'torn down badly\n' }] });
});

it('ends with the counts, after every failure and the beginning of a long one', () => {
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const told = summary({ passed: 3, failures: [{ where: 'a.test.ts > long', said: long }] }).split('\n');
  expect(told[0]).toBe('FAILED: a.test.ts > long');
  expect(told).toContain('    line 24');
  expect(told).not.toContain('    line 25');
  expect(told).toContain('    … 15 more lines above in the output');
  expect(told.at(-1)).toBe('3 passed, 1 failed');
});
