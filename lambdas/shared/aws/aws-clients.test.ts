import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig } from './aws-clients.ts';
import { isTransient } from './transient.ts';

const silent = createServer(() => undefined);
beforeAll(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

it('gives up a service that takes the request and never answers, as something that passes', async () => {
  const client = new SageMakerRuntimeClient({
    ...clientConfig(50, 1),
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const failure = await client
    .send(new InvokeEndpointCommand({ EndpointName: 'away', Body: new Uint8Array() }))
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'TimeoutError' });
  expect(isTransient(failure)).toBe(true);
});
