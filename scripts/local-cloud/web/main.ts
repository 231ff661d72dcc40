// The pages' local address as a process. PORT, AWS_ENDPOINT_URL (LocalStack), OUTPUTS (.local/outputs.json, written after apply).
import { readFile } from 'node:fs/promises';
import type { Outputs } from '../outputs.ts';
import { closeOnSignal } from '../simulators/kit/http-service.ts';
import { startWeb } from './server.ts';
import { bucketSite } from './site-store.ts';

const { PORT = '4808', AWS_ENDPOINT_URL = 'http://127.0.0.1:4566', OUTPUTS = '.local/outputs.json' } = process.env;

/** Read at every request: `make up` may have deployed meanwhile. */
const outputs = async (): Promise<Outputs | undefined> => {
  try {
    return JSON.parse(await readFile(OUTPUTS, 'utf8')) as Outputs;
  } catch {
    return undefined;
  }
};

const service = await startWeb({
  port: Number(PORT),
  site: bucketSite(AWS_ENDPOINT_URL, async () => (await outputs())?.buckets.web),
  api: async () => (await outputs())?.endpoints.pages || undefined,
  photos: new URL(AWS_ENDPOINT_URL).origin,
});
console.log(`web: listening on ${service.url}`);
closeOnSignal(service);
