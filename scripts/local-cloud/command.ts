import { spawn } from 'node:child_process';

export type RunOptions = { cwd?: string; env?: NodeJS.ProcessEnv; show?: boolean };

const collect = (stream: NodeJS.ReadableStream | null, into: string[], show: boolean): void => {
  stream?.on('data', (chunk: Buffer) => {
    into.push(chunk.toString());
    if (show) process.stderr.write(chunk);
  });
};

/**
 * Runs a program to its end and gives what it wrote to standard output.
 * @throws Error with the command and the last lines it wrote, if it fails or is not there
 */
export const capture = (command: string[], options: RunOptions = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const [file = '', ...args] = command;
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    const everything: string[] = [];
    collect(child.stdout, everything, options.show ?? false);
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    collect(child.stderr, everything, options.show ?? false);
    child.on('error', (cause) => reject(new Error(`${file} cannot be started: ${cause.message}`, { cause })));
    child.on('close', (code) => {
      if (code === 0) return resolve(output.join(''));
      const end = options.show ? '' : `\n${everything.join('').trimEnd().split('\n').slice(-40).join('\n')}`;
      reject(new Error(`${command.slice(0, 6).join(' ')} … ended with ${code}${end}`));
    });
  });

/** Runs a program to its end. @throws Error as `capture` does */
export const run = async (command: string[], options: RunOptions = {}): Promise<void> => {
  await capture(command, options);
};
