import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { ensureSecrets } from './ensure-secrets.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** A Secrets Manager of two calls. @returns its address */
const secretsManager = async (values: Map<string, string>): Promise<string> => {
  server = createServer(async (request, response) => {
    const input = (await json(request)) as { SecretId: string; SecretString?: string };
    if (input.SecretString !== undefined) values.set(input.SecretId, input.SecretString);
    const SecretString = values.get(input.SecretId);
    const body = SecretString === undefined ? { __type: 'ResourceNotFoundException' } : { SecretString };
    response.writeHead(SecretString === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const outputs = { secrets: { 'contact-hash': 'arn:h', 'link-keys': 'arn:l', bitly: 'arn:b', discovery: 'arn:d' } };

it('makes our keys, puts what is given, and names what an operator has to put', async () => {
  const values = new Map<string, string>();
  const place = { region: 'us-east-1', endpoint: await secretsManager(values) };
  const said = await ensureSecrets(outputs, place, { bitly: '{"token":"t"}' });
  expect(said).toBe('filled contact-hash, link-keys, bitly; put a value into discovery');
  expect(values.get('arn:b')).toBe('{"token":"t"}');
  const { current, keys } = JSON.parse(values.get('arn:l') ?? '') as { current: string; keys: Record<string, string> };
  expect(Buffer.from(keys[current] ?? '', 'base64')).toHaveLength(48);
});

it('never touches a value that is there', async () => {
  const values = new Map(Object.values(outputs.secrets).map((arn) => [arn, 'old']));
  const place = { region: 'us-east-1', endpoint: await secretsManager(values) };
  expect(await ensureSecrets(outputs, place, { bitly: 'new' })).toBe('all have values');
  expect(new Set(values.values())).toEqual(new Set(['old']));
});
