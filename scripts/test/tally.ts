// How many tests passed, and what each failure said.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Where it failed (a file and the test's full name, or a command) and what was said there. */
export type Failure = { where: string; said: string };
export type Tally = { passed: number; failures: Failure[] };

export const together = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
});

/** @param file as tally-reporter.ts leaves it; one that is not there or broken off is one failure */
export const readTally = (file: string): Tally => {
  if (!existsSync(file)) return { passed: 0, failures: [{ where: basename(file), said: 'left no tally' }] };
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally;
  } catch (error) {
    return { passed: 0, failures: [{ where: basename(file), said: `unreadable tally: ${error}` }] };
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
