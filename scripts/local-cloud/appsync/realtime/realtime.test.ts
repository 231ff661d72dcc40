import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startIdentity } from '../../simulators/identity/server.ts';
import type { RunningService } from '../../simulators/kit/http-service.ts';
import { startAppSync } from '../server.ts';
import { anApi, eventually, PASS_THROUGH, SIGNED, type TestApi } from '../testing/an-api.ts';

const SDL = `
  type Query { a: String }
  type Mutation { publish(programId: ID!, stage: String): Progress @aws_iam @aws_api_key other: Progress }
  type Progress @aws_iam @aws_api_key { programId: ID! stage: String }
  type Subscription {
    progress(programId: ID!, stage: String): Progress @aws_subscribe(mutations: ["publish"]) @aws_iam @aws_api_key
    operators: Progress @aws_subscribe(mutations: ["publish"]) @aws_iam
    customers: Progress @aws_subscribe(mutations: ["publish"]) @aws_oidc
    refused: Progress @aws_subscribe(mutations: ["publish"]) }`;
const resolvers = {
  'Mutation.publish': { code: PASS_THROUGH },
  'Mutation.other': { code: PASS_THROUGH },
  'Subscription.refused': {
    code: `import { util } from '@aws-appsync/utils';
      export function request() { util.error('not for you', 'Refused') } export function response() {}`,
  },
};
type Message = { type: string; id?: string; payload?: { data?: unknown; errors?: { message: string }[] } };

let service: RunningService;
let issuer: RunningService;
let api: TestApi;
const open: WebSocket[] = [];
beforeAll(async () => {
  service = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: 'http://127.0.0.1:9' });
  issuer = await startIdentity({ port: 0, clientId: 'herald-local' });
  const additionalAuthenticationProviders = [
    { authenticationType: 'AWS_IAM' },
    { authenticationType: 'OPENID_CONNECT', openIDConnectConfig: { issuer: issuer.url } },
  ];
  api = await anApi(service.url, { sdl: SDL, resolvers, api: { additionalAuthenticationProviders } });
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
});
afterAll(() => Promise.all([service.close(), issuer.close()]));

const encoded = (value: unknown, encoding: BufferEncoding = 'base64') =>
  Buffer.from(JSON.stringify(value)).toString(encoding);

const connect = (credentials: object = { 'x-api-key': api.key }, inProtocol = false) => {
  const address = `${api.url.replace('http', 'ws')}/realtime`;
  const query = inProtocol ? '' : `?header=${encodeURIComponent(encoded(credentials))}&payload=e30=`;
  const protocols = inProtocol ? ['graphql-ws', `header-${encoded(credentials, 'base64url')}`] : ['graphql-ws'];
  const socket = new WebSocket(`${address}${query}`, protocols);
  open.push(socket);
  const messages: Message[] = [];
  let closed: number | undefined;
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.on('close', (code) => {
    closed = code;
  });
  const ready = new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = async (message: unknown) => {
    await ready;
    socket.send(JSON.stringify(message));
  };
  const of = (type: string, id?: string) => messages.filter((message) => message.type === type && message.id === id);
  return { send, of, messages, socket, closed: () => closed };
};
type Client = ReturnType<typeof connect>;

const start = async (
  client: Client,
  id: string,
  query: string,
  authorization: object = { host: 'h', 'x-api-key': api.key },
) => {
  await client.send({
    id,
    type: 'start',
    payload: { data: JSON.stringify({ query, variables: {} }), extensions: { authorization } },
  });
  await eventually(() => client.of('start_ack', id).length + client.of('error', id).length > 0);
};
const publish = (args: string, selection = 'programId stage') => api.ask(`mutation {publish(${args}) {${selection}}}`);
const data = (client: Client, id: string) => client.of('data', id).map(({ payload }) => payload?.data);

describe('connecting', () => {
  it.each([
    ['an API key in the query', () => connect()],
    ['an API key in a subprotocol', () => connect({ 'x-api-key': api.key }, true)],
    ['a signature', () => connect(SIGNED)],
  ])('acknowledges %s', async (_name, open) => {
    const client = open();
    await client.send({ type: 'connection_init' });
    await eventually(() => client.messages.length >= 2);
    expect(client.messages).toEqual([
      { type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } },
      { type: 'ka' },
    ]);
    expect(client.socket.protocol).toBe('graphql-ws');
  });

  it('hears a customer who speaks at once, and takes the token for subscriptions too', async () => {
    const reply = await fetch(`${issuer.url}/token`, { method: 'POST', body: '{"sub":"C1"}' });
    const authorization = { host: 'h', authorization: ((await reply.json()) as { access_token: string }).access_token };
    const client = connect(authorization);
    await client.send({ type: 'connection_init' });
    await eventually(() => client.of('connection_ack').length === 1);
    await start(client, 's1', 'subscription {customers {__typename}}', authorization);
    expect(client.of('start_ack', 's1')).toHaveLength(1);
    await start(client, 's2', 'subscription {operators {__typename}}', authorization);
    expect(client.of('start_ack', 's2')).toEqual([]);
  });

  it.each([[{ 'x-api-key': 'wrong' }], [{ authorization: 'x.y.z' }], [{}]])('refuses %j', async (credentials) => {
    const client = connect(credentials);
    await eventually(() => client.closed() !== undefined);
    expect(client.messages).toMatchObject([
      { type: 'connection_error', payload: { errors: [{ errorType: 'UnauthorizedException', errorCode: 401 }] } },
    ]);
    expect(client.closed()).toBe(4401);
  });
});

describe('a subscription', () => {
  it('gets what the mutation selected, as it asked for it, and nothing it filters out', async () => {
    const client = connect();
    await start(client, 's1', 'subscription {p: progress(programId: "a") {step: stage programId}}');
    await publish('programId: "b", stage: "x"');
    await publish('programId: "a", stage: "y"', 'renamed: stage programId');
    await publish('programId: "a", stage: "z"', 'programId');
    await publish('programId: "a", stage: "unseen"', 'stage'); // the filtered field is not selected
    await publish('programId: "a", stage: "last"');
    await eventually(() => data(client, 's1').length >= 3);
    expect(data(client, 's1')).toEqual([
      { p: { step: 'y', programId: 'a' } },
      { p: { step: null, programId: 'a' } },
      { p: { step: 'last', programId: 'a' } },
    ]);
  });

  it('is not told of other mutations or of failed ones', async () => {
    const client = connect(SIGNED);
    await start(client, 's1', 'subscription {operators {programId}}', SIGNED);
    await api.ask('mutation {other {programId}}');
    await api.ask('mutation {publish(programId: null) {programId}}');
    await publish('programId: "after"');
    await eventually(() => data(client, 's1').length > 0);
    expect(data(client, 's1')).toEqual([{ operators: { programId: 'after' } }]);
  });

  it('stops when told to, without touching the others', async () => {
    const client = connect();
    await start(client, 's1', 'subscription {progress(programId: "a") {stage}}');
    await start(client, 's2', 'subscription {progress(programId: "a") {stage}}');
    await client.send({ id: 's1', type: 'stop' });
    await eventually(() => client.of('complete', 's1').length === 1);
    await publish('programId: "a", stage: "x"');
    await eventually(() => data(client, 's2').length === 1);
    expect(data(client, 's1')).toEqual([]);
  });

  it.each([
    ['subscription {operators {programId}}', 'Not Authorized to access operators on type Subscription'],
    ['subscription {refused {programId}}', 'not for you'],
    [
      'subscription {nope {programId}}',
      "Validation error of type FieldUndefined: Field 'nope' in type 'Subscription' is undefined @ 'nope'",
    ],
    ['query {a}', 'query not supported through the realtime channel'],
  ])('%s is refused', async (query, message) => {
    const client = connect();
    await start(client, 's1', query);
    expect(client.of('error', 's1')[0]?.payload?.errors?.[0]?.message).toBe(message);
    expect(client.of('start_ack', 's1')).toEqual([]);
  });

  it('needs credentials of its own', async () => {
    const client = connect();
    await start(client, 's1', 'subscription {progress(programId: "a") {stage}}', { host: 'h' });
    expect(client.of('error', 's1')[0]?.payload?.errors?.[0]?.message).toBe('Valid authorization header not provided.');
  });

  it('answers what it cannot read with an error, and stays open', async () => {
    const client = connect();
    await client.send({ type: 'subscribe', id: 'x' });
    await client.send({ type: 'start', id: 'y', payload: { data: '{' } });
    await eventually(() => client.of('error', 'x').length + client.of('error', 'y').length === 2);
    expect(client.of('error', 'y')[0]?.payload?.errors?.[0]?.message).toContain('payload.data must be JSON');
    await start(client, 's1', 'subscription {progress(programId: "a") {stage}}');
    expect(client.of('start_ack', 's1')).toHaveLength(1);
  });

  it('is not served over HTTP', async () => {
    const { status, body } = await api.ask('subscription {progress(programId: "a") {stage}}');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ errorType: 'UnsupportedOperation' }]);
  });
});
