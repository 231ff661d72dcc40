// The processes behind a deployed function. Each execution environment of our own LocalStack is one Node process.
import { readFileSync } from 'node:fs';
import { processTree } from '../../scripts/local-cloud/listening-sockets.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { runningPid } from '../../scripts/local-cloud/part-process.ts';
import { outputs } from './local-cloud.ts';

/** False where another LocalStack runs the functions, or where a process's environment can't be read. */
export const canSeeLambdaProcesses = process.platform === 'linux' && runningPid('localstack') !== undefined;

const environmentOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return []; // it ended while we looked
  }
};

/**
 * Process ids of a function's execution environments, busy and idle; of this clone's local cloud only.
 * @param name short name, such as `store-chunk`
 */
export const lambdaProcesses = (name: string): number[] => {
  const localstack = runningPid('localstack');
  if (localstack === undefined) return [];
  const variable = `AWS_LAMBDA_FUNCTION_NAME=${pick(outputs.functions, name).split(':')[6]}`;
  return processTree(localstack).filter((pid) => environmentOf(pid).includes(variable));
};
