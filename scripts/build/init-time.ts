import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Enough for every entry to be imported; wiring is lazy, so that nothing is called. */
const dummyEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'dummy',
  AWS_SECRET_ACCESS_KEY: 'dummy',
  POWERTOOLS_SERVICE_NAME: 'init-time',
  POWERTOOLS_METRICS_NAMESPACE: 'Herald',
};

const script = (file: string) =>
  `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});console.log(performance.now()-t);process.exit(0)`;

const once = async (file: string): Promise<number> => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script(file)], {
    env: { PATH: process.env.PATH, ...dummyEnvironment },
  });
  return Number(stdout.trim().split('\n').at(-1));
};

/** Milliseconds to import a bundle in a fresh process of this Node: median of three. */
export const initTime = async (file: string): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) times.push(await once(file));
  return times.sort((a, b) => a - b)[1] as number;
};
