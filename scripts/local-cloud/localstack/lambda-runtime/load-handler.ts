import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Handler } from './invoke.ts';

const namedError = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/**
 * Imports the handler that `_HANDLER` (`file.export`) names in `LAMBDA_TASK_ROOT`.
 * @throws Runtime.ImportModuleError, Runtime.HandlerNotFound, as AWS's runtime names them
 */
export const loadHandler = async (env: NodeJS.ProcessEnv): Promise<Handler> => {
  const root = env.LAMBDA_TASK_ROOT ?? process.cwd();
  const wanted = env._HANDLER ?? 'index.handler';
  const dot = wanted.lastIndexOf('.');
  const [file, name] = [wanted.slice(0, dot), wanted.slice(dot + 1)];
  const path = ['.mjs', '.js', '.cjs'].map((extension) => join(root, file + extension)).find(existsSync);
  if (!path) throw namedError('Runtime.ImportModuleError', `Cannot find module '${file}' in the function's zip`);
  const module = await import(pathToFileURL(path).href);
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function')
    throw namedError('Runtime.HandlerNotFound', `${wanted} is undefined or not exported`);
  return handler;
};
