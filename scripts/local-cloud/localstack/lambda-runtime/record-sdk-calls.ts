// Notes which AWS permissions a function really uses, by watching its HTTP requests, for the test that compares policies.
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { iamCalls } from './sdk-calls/iam-calls.ts';
import type { SdkRequest } from './sdk-calls/sdk-request.ts';

type Note = (request: SdkRequest) => void;
// Bodies are read for names of tables and the like; an upload's bytes have none.
const readBodyBytes = 16 * 1024 * 1024;

const createNote = (file: string, env: NodeJS.ProcessEnv): Note => {
  const place = {
    region: env.AWS_REGION ?? 'us-east-1',
    account: env.LOCALSTACK_FUNCTION_ACCOUNT_ID ?? '000000000000',
  };
  const seen = new Set<string>();
  return (request) => {
    for (const call of iamCalls(place, request)) {
      const line = JSON.stringify({ function: env.AWS_LAMBDA_FUNCTION_NAME, ...call });
      if (seen.has(line)) continue;
      seen.add(line);
      appendFileSync(file, `${line}\n`);
    }
  };
};

const headersOf = (request: http.ClientRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]));

const bodyMatters = (headers: Record<string, string>, path: string): boolean =>
  headers['x-amz-target'] !== undefined ||
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ||
  /[?&]delete\b/.test(path);

/** Copies what is written to `request` and notes it at its end; the request itself goes on unchanged. */
const watch = (request: http.ClientRequest, note: Note): void => {
  const chunks: Buffer[] = [];
  let size = 0;
  const keep = (chunk: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    if (size > readBodyBytes || !bodyMatters(headersOf(request), request.path)) return;
    chunks.push(Buffer.from(chunk as string));
    size += chunk.length;
  };
  const { write, end } = request;
  request.write = ((...args: Parameters<typeof write>) => {
    keep(args[0]);
    return write.apply(request, args);
  }) as typeof write;
  request.end = ((...args: Parameters<typeof end>) => {
    keep(args[0]);
    const body = Buffer.concat(chunks).toString();
    note({ method: request.method, path: request.path, headers: headersOf(request), body });
    return end.apply(request, args);
  }) as typeof end;
};

const wrapFetch = (note: Note): void => {
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    // Read, never constructed anew: a Request made from another takes its body away.
    const given = input instanceof Request ? input : undefined;
    const url = new URL(given?.url ?? String(input));
    const headers = Object.fromEntries(new Headers(init?.headers ?? given?.headers));
    note({ method: init?.method ?? given?.method ?? 'GET', path: url.pathname + url.search, headers, body: '' });
    return realFetch(input, init);
  };
};

/** Wraps node's HTTP clients before the handler is imported. Does nothing unless HERALD_SDK_CALLS_FILE is set. */
export const recordSdkCalls = (env: NodeJS.ProcessEnv): void => {
  if (!env.HERALD_SDK_CALLS_FILE) return;
  const note = createNote(env.HERALD_SDK_CALLS_FILE, env);
  for (const module of [http, https]) {
    const realRequest = module.request as (...args: unknown[]) => http.ClientRequest;
    module.request = ((...args: unknown[]) => {
      const request = realRequest(...args);
      watch(request, note);
      return request;
    }) as typeof module.request;
  }
  syncBuiltinESMExports();
  wrapFetch(note);
};
