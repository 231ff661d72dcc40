// The Lambda runtime of the local cloud: loads the handler, then answers one request line at a time (fd numbers in argv).
// `up` bundles it into .local/localstack/bootstrap.mjs: type stripping in every Lambda process would cost 30 ms.
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type Handler, type InvokeRequest, invoke } from './invoke.ts';
import { asLambdaError } from './lambda-error.ts';
import { loadHandler } from './load-handler.ts';
import { peakMemoryMb } from './peak-memory.ts';
import { recordSdkCalls } from './record-sdk-calls.ts';

const [requests, replies] = process.argv.slice(2).map(Number) as [number, number];
const send = (message: unknown) => writeSync(replies, `${JSON.stringify(message)}\n`);

recordSdkCalls(process.env);

const started = performance.now();
let handler: Handler | undefined;
let initError: unknown;
try {
  handler = await loadHandler(process.env);
} catch (error) {
  initError = error;
  console.error(error);
}
send({ ready: true, initMs: performance.now() - started });

// net.Socket, not createReadStream: a read that waits in libuv's pool would make process.exit hang.
const lines = createInterface({ input: new Socket({ fd: requests, readable: true, writable: false }) });
for await (const line of lines) {
  const begun = performance.now();
  try {
    if (!handler) throw initError;
    const payload = await invoke(handler, JSON.parse(line) as InvokeRequest);
    send({ error: false, payload: payload ?? null, ms: performance.now() - begun, peakMb: peakMemoryMb() });
  } catch (error) {
    console.error(error);
    send({ error: true, payload: asLambdaError(error), ms: performance.now() - begun, peakMb: peakMemoryMb() });
  }
}
// The pipe closed: LocalStack is gone or stopped this environment.
process.exit(0);
