import { spawn } from 'node:child_process';

/** A check is a command; exit code 0 means it passed. */
export type Check = { name: string; command: string; args: string[] };
export type Outcome = { name: string; passed: boolean; seconds: number; output: string };

const runOne = ({ name, command, args }: Check): Promise<Outcome> =>
  new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (piece: Buffer) => {
      output += piece;
    };
    const end = (passed: boolean) => resolve({ name, passed, seconds: (performance.now() - began) / 1000, output });
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });

/**
 * Runs checks, `atOnce` at a time, and tells each outcome as soon as it is there.
 * @returns outcomes in order of their end
 */
export const runChecks = async (
  checks: readonly Check[],
  { atOnce, tell }: { atOnce: number; tell: (outcome: Outcome) => void },
): Promise<Outcome[]> => {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runOne(check);
      outcomes.push(outcome);
      tell(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
};
