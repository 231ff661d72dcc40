// APPSYNC_JS: the part of @aws-appsync/utils that Herald's resolvers use, in a vm context without anything else.
import { randomUUID } from 'node:crypto';
import vm from 'node:vm';
import { transformSync } from 'esbuild';
import { ResolverError } from './request-error.ts';

type Handler = (context: unknown) => unknown;
export type ResolverCode = { request: Handler; response: Handler };

const CACHED_CODES = 500;
const LOAD_TIMEOUT_MS = 1000;

const utilities = {
  util: {
    error: (message: string, errorType?: string, data?: unknown, errorInfo?: unknown) => {
      throw new ResolverError(message, errorType ?? null, { data, errorInfo });
    },
    unauthorized: () => {
      throw new ResolverError('Unauthorized', 'Unauthorized');
    },
    autoId: () => randomUUID(),
    time: {
      nowISO8601: () => new Date().toISOString(),
      nowEpochSeconds: () => Math.floor(Date.now() / 1000),
      nowEpochMilliSeconds: () => Date.now(),
    },
  },
};

const importable = (name: string) => {
  if (name === '@aws-appsync/utils') return utilities;
  throw new ResolverError(`Cannot import ${name}: APPSYNC_JS has only @aws-appsync/utils.`, 'Code');
};

const compile = (code: string): ResolverCode => {
  const module: { exports: Partial<ResolverCode> } = { exports: {} };
  const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const script = new vm.Script(
    `(function (require, module, exports) {${transformSync(code, { format: 'cjs' }).code}\n})`,
  );
  script.runInContext(context, { timeout: LOAD_TIMEOUT_MS })(importable, module, module.exports);
  const { request, response } = module.exports;
  if (!request || !response) {
    throw new ResolverError('The code must export the functions request and response.', 'Code');
  }
  return { request, response };
};

/** Loads a resolver's code; one vm context per text serves all requests in turn, since handlers are synchronous. */
export const createCodeRuntime = () => {
  const loaded = new Map<string, ResolverCode>();
  return (code: string): ResolverCode => {
    const known = loaded.get(code);
    if (known) return known;
    if (loaded.size >= CACHED_CODES) loaded.clear();
    const compiled = compile(code);
    loaded.set(code, compiled);
    return compiled;
  };
};
export type LoadCode = ReturnType<typeof createCodeRuntime>;
