// One port: /v1/* is the control plane, /{apiId}/graphql the data plane, /{apiId}/graphql/realtime its WebSocket.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { listen, type RunningService, readBody, sendJson } from '../simulators/kit/http-service.ts';
import { createApiStore } from './control-plane/api-store.ts';
import { AwsError } from './control-plane/aws-error.ts';
import { createControlPlane } from './control-plane/router.ts';
import { createCodeRuntime } from './data-plane/code-runtime.ts';
import { answerGraphql } from './data-plane/graphql-over-http.ts';
import { createLambdaInvoke } from './data-plane/lambda-invoke.ts';
import { createSubscriptions } from './realtime/subscriptions.ts';
import { createRealtime } from './realtime/upgrade.ts';

export type AppSyncOptions = {
  host: string;
  port: number;
  /** Where Lambda's invoke API is: LocalStack. */
  lambdaEndpoint: string;
  /** JSON file that outlives a restart; without it the state is gone with the process. */
  stateFile?: string | undefined;
  /** AppSync gives a request 30 s; tests give it less. */
  requestLimitMs?: number;
};
type Reply = { status: number; body: unknown; errorType?: string };

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType',
};
const apiIdIn = (url = '') => /^\/([a-z0-9]{26})\/graphql(?:[/?]|$)/.exec(url)?.[1];

const refuse = (error: unknown): Reply => {
  if (error instanceof AwsError)
    return { status: error.status, body: { message: error.message }, errorType: error.type };
  console.error('appsync: unexpected error in the control plane', error);
  return { status: 500, body: { message: String(error) }, errorType: 'InternalFailureException' };
};

const parseBody = (body: string) => {
  try {
    return body ? JSON.parse(body) : {};
  } catch {
    throw new AwsError('BadRequestException', 'The body is no JSON.');
  }
};

const headersFor = ({ headers }: IncomingMessage, errorType: string | undefined) => ({
  'content-type': 'application/json;charset=UTF-8',
  'x-amzn-requestid': randomUUID(),
  ...CORS,
  // Each asked-for name: `*` would not cover Authorization.
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  ...(errorType ? { 'x-amzn-errortype': errorType } : {}),
});

/** Starts a local AppSync. */
export const startAppSync = async (options: AppSyncOptions): Promise<RunningService> => {
  let publicUrl = '';
  const store = createApiStore(options.stateFile);
  const subscriptions = createSubscriptions();
  const { requestLimitMs } = options;
  const runtime = {
    invoke: createLambdaInvoke(options.lambdaEndpoint),
    loadCode: createCodeRuntime(),
    ...(requestLimitMs === undefined ? {} : { requestLimitMs }),
  };
  const realtime = createRealtime(runtime, subscriptions);
  const control = createControlPlane(store, () => publicUrl);
  const graphql = answerGraphql(runtime, ({ api }, event) => subscriptions.publish(api.apiId, event));

  const onGraphql = (apiId: string, request: IncomingMessage, asked: { method: string; url: URL; body: string }) => {
    const record = store.find(apiId);
    if (!record)
      return { status: 404, body: { errors: [{ errorType: 'NotFoundException', message: 'API not found.' }] } };
    const sourceIp = request.socket.remoteAddress ?? '';
    return graphql(record, { ...asked, query: asked.url.searchParams, headers: request.headers, sourceIp });
  };
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://appsync');
    const body = (await readBody(request)).toString();
    if (method === 'OPTIONS') return { status: 200, body: {} };
    if (url.pathname === '/health')
      return { status: 200, body: { status: 'ok', apis: store.all().map(({ api }) => api.apiId) } };
    const apiId = apiIdIn(request.url);
    if (apiId) return onGraphql(apiId, request, { method, url, body });
    const { pathname: path, searchParams: query } = url;
    const parsed = parseBody(body);
    return { status: 200, body: control({ method, path, query, body: parsed, authorization: headers.authorization }) };
  };

  const server = createServer((request, response) => {
    answer(request)
      .catch(refuse)
      .then(({ status, body, errorType }) =>
        sendJson(response, { status, body, headers: headersFor(request, errorType) }),
      );
  });
  server.on('upgrade', (request, socket, head) => {
    realtime.upgrade(store.find(apiIdIn(request.url) ?? ''), request, { socket, head });
  });
  const running = await listen(server, options);
  publicUrl = running.url;
  return {
    url: running.url,
    close: () => {
      realtime.close();
      return running.close();
    },
  };
};
