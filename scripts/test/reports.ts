// What vitest's JSON reports say: how many tests passed, and what each failure said.
import { existsSync, readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';

/** Where it failed (a file and the test's full name, or a command) and what was said there. */
type Failure = { where: string; said: string };
export type Tally = { passed: number; failures: Failure[] };

type FileResult = {
  name: string;
  status: string;
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
};

export const together = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
});

/** A file that failed without a failed test (it did not load, a set-up or tear-down threw) is one failure. */
const tallyOfFile = ({ name, status, message, assertionResults }: FileResult): Tally => {
  const file = relative(process.cwd(), name);
  const failures = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => ({ where: `${file} > ${test.fullName}`, said: (test.failureMessages ?? []).join('\n') }));
  if (status === 'failed' && failures.length === 0) failures.push({ where: file, said: message });
  return { passed: assertionResults.filter((test) => test.status === 'passed').length, failures };
};

/**
 * @param report path of a report of vitest's JSON reporter
 * @returns its tally; a report that is not there or broken off is one failure
 */
export const tallyOfReport = (report: string): Tally => {
  if (!existsSync(report)) return { passed: 0, failures: [{ where: basename(report), said: 'left no report' }] };
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: FileResult[] };
    return together(testResults.map(tallyOfFile));
  } catch (error) {
    return { passed: 0, failures: [{ where: basename(report), said: `unreadable report: ${error}` }] };
  }
};

const most = 25; // lines of a failure: its message and the first frames of its stack

/** The failures, one after the other, and the line `N passed, N failed` at the end. */
export const summary = ({ passed, failures }: Tally): string => {
  const told = failures.map(({ where, said }) => {
    const lines = said.trim().split('\n');
    const cut = lines.length > most ? [`… ${lines.length - most} more lines above in the output`] : [];
    return [`FAILED: ${where}`, ...[...lines.slice(0, most), ...cut].map((line) => `    ${line}`), ''].join('\n');
  });
  return [...told, `${passed} passed, ${failures.length} failed`].join('\n');
};
