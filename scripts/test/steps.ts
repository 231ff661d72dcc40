import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readTally, type Tally, together } from './tally.ts';

/** A command that counts as one test, or, if it leaves tallies (tally-reporter.ts), as all of their tests. */
export type Step = { command: string; args: string[]; tallies?: string[] };

const tail = 4000; // characters of a failed command's output that the summary repeats

/** Runs a command and passes its output on as it comes. */
const run = ({ command, args }: Step, env: NodeJS.ProcessEnv): Promise<{ passed: boolean; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let said = '';
    const take = (to: NodeJS.WriteStream) => (piece: Buffer) => {
      to.write(piece);
      said = (said + piece).slice(-tail);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ passed: false, said: error.message }));
    child.on('close', (code) => resolve({ passed: code === 0, said }));
  });

/**
 * Runs a step to its end.
 * @param folder where tallies are left, as `<name>.json`
 * @returns its tally; a bad end without a failed test is one failure
 */
export const tallyOfStep = async (step: Step, folder: string): Promise<Tally> => {
  const { passed, said } = await run(step, { ...process.env, HERALD_TEST_TALLIES: folder });
  const failure = { where: [step.command, ...step.args].join(' '), said };
  if (!step.tallies) return passed ? { passed: 1, failures: [] } : { passed: 0, failures: [failure] };
  const tally = together(step.tallies.map((name) => readTally(join(folder, `${name}.json`))));
  return passed || tally.failures.length > 0 ? tally : { ...tally, failures: [failure] };
};
