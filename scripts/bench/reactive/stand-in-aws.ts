// AWS as far as one error event goes: an HTTP server in this process that answers as the services would, with one customer at
// risk in every table. The reactive path's own entry runs against it, SDK and all.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { compiledTemplates } from '../../build/templates.ts';
import { pinnedProgram, programId } from './deps.ts';

/** What the tables hold of every customer, in DynamoDB's own notation; the key is added. */
const stored: Record<string, object> = {
  customers: { status: { S: 'active' }, flagged: { BOOL: false } },
  contacts: {
    ...{ email: { S: 'ann@example.com' }, phone: { S: '+12025550123' } },
    ...{ firstName: { S: 'Ann' }, marketplace: { S: 'US' } },
  },
  policy: { version: { N: '1' }, consent: { M: {} }, grants: { M: {} } },
  features: {
    values: {
      M: {
        ...{ lifetime_value: { N: '5000' }, engagement_score: { N: '0.85' } },
        ...{ sessions_30d: { N: '4' }, crash_free_rate: { N: '0.7' } },
      },
    },
  },
};

type Key = Record<string, unknown>;
type Asked = {
  RequestItems?: Record<string, { Keys: Key[] }>;
  Key?: { pk?: { S: string } };
  ExpressionAttributeValues?: Record<string, { N: string }>;
  SecretId?: string;
};

const secrets: Record<string, string> = {
  hash: 'a key of the bench',
  links: JSON.stringify({ current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } }),
  sms: JSON.stringify({ accountSid: 'AC0', authToken: 'a token of the bench' }),
};

const nextFree = new Map<string, number>();
/** A row of slots, as the rate limiter keeps it (dynamodb-rate-limiter.ts): started anew, or lengthened. */
const takeSlots = ({ Key, ExpressionAttributeValues: values = {} }: Asked) => {
  const row = Key?.pk?.S ?? '';
  const before = nextFree.get(row) ?? 0;
  nextFree.set(row, Number(values[':end']?.N ?? before + Number(values[':block']?.N ?? 0)));
  return { Attributes: { nextFree: { N: String(before) } } };
};

/** By the last part of `x-amz-target`. What is not listed is answered `{}`: nothing there, or done. */
const operations: Record<string, (asked: Asked) => object> = {
  BatchGetItem: ({ RequestItems = {} }) => ({
    UnprocessedKeys: {},
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [
        table,
        stored[table] ? Keys.map((key) => ({ ...key, ...stored[table] })) : [],
      ]),
    ),
  }),
  UpdateItem: takeSlots,
  GetSecretValue: ({ SecretId = '' }) => ({ SecretString: secrets[SecretId] }),
  SendTextMessage: () => ({ MessageId: 'an-sms' }),
};

const objectsOf = async (): Promise<Map<string, string>> => {
  const { marketplaces, ...program } = pinnedProgram();
  const sets = await compiledTemplates('programs', [programId]);
  const models = ['churn-risk-v3', 'churn-baseline-v1'].flatMap((model) =>
    ['model.json', 'features.json'].map((file) => `models/${model}/${file}`),
  );
  return new Map([
    ...models.map((key): [string, string] => [key, readFileSync(key, 'utf8')]),
    [`programs/current/${programId}.json`, JSON.stringify(program)],
    ['programs/marketplaces.json', JSON.stringify(marketplaces)],
    [`templates/current/${programId}.json`, JSON.stringify(sets[programId])],
  ]);
};

const listed = (keys: Iterable<string>, prefix: string): string =>
  `<ListBucketResult>${[...keys]
    .filter((key) => key.startsWith(prefix))
    .map((key) => `<Contents><Key>${key}</Key></Contents>`)
    .join('')}</ListBucketResult>`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request) body += part;
  return body;
};

const answerS3 = (objects: Map<string, string>, { url = '', method }: IncomingMessage, response: ServerResponse) => {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  if (method !== 'GET') return response.end();
  if (searchParams.has('list-type')) return response.end(listed(objects.keys(), searchParams.get('prefix') ?? ''));
  const found = objects.get(pathname.split('/').slice(2).join('/'));
  if (found !== undefined) return response.end(found);
  return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
};

/** @param delayMs after which everything is answered @returns its address, and what ends it */
export const standInAws = async (delayMs: number): Promise<{ url: string; close: () => void }> => {
  const objects = await objectsOf();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (delayMs > 0) await setTimeout(delayMs);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target)
      return void response.end(JSON.stringify(operations[target.split('.')[1] ?? '']?.(JSON.parse(body)) ?? {}));
    if (request.url?.startsWith('/v2/email/')) return void response.end('{"MessageId":"an-email"}');
    return void answerS3(objects, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
