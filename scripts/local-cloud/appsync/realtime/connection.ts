// One client of the real-time endpoint: AppSync's graphql-ws messages, not those of the newer graphql-transport-ws.
import type { WebSocket } from 'ws';
import type { ApiRecord } from '../control-plane/api-record.ts';
import { authorize, type Headers } from '../data-plane/authorize.ts';
import type { Runtime } from '../data-plane/execute.ts';
import type { GraphqlRequest } from '../data-plane/prepare.ts';
import { RequestError } from '../data-plane/request-error.ts';
import { subscribe } from './subscribe.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';

const CONNECTION_TIMEOUT_MS = 300_000;
const KEEP_ALIVE_MS = 60_000;

type Message = {
  type?: string;
  id?: string;
  payload?: { data?: string; extensions?: { authorization?: Headers } };
};
type Peer = { record: ApiRecord; sourceIp: string; runtime: Runtime; subscriptions: Subscriptions };

/** An error as the real-time endpoint puts it into a payload. */
export const errorPayload = (error: unknown) => {
  if (!(error instanceof RequestError))
    return { errors: [{ errorType: 'InternalFailure', errorCode: 500, message: String(error) }] };
  const { errorType, status, message, errors } = error;
  return { errors: errors ?? [{ errorType, errorCode: status, message }] };
};
const unsupported = (message: string) => errorPayload(new RequestError('UnsupportedOperation', message));

const requestIn = ({ payload }: Message): GraphqlRequest => {
  try {
    return JSON.parse(payload?.data ?? '');
  } catch {
    throw new RequestError('BadRequestException', 'payload.data must be JSON text: {"query", "variables"}.');
  }
};

/** Serves an authorised connection until it closes. */
export const serveConnection = (socket: WebSocket, peer: Peer) => {
  const { record, subscriptions } = peer;
  const { apiId } = record.api;
  const mine = new Map<string, Subscription>();
  let keepAlive: NodeJS.Timeout | undefined;
  const send = (message: unknown) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const forget = (id: string) => {
    const subscription = mine.get(id);
    if (subscription) subscriptions.remove(apiId, subscription);
    mine.delete(id);
  };
  const init = () => {
    send({ type: 'connection_ack', payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS } });
    send({ type: 'ka' });
    keepAlive ??= setInterval(() => send({ type: 'ka' }), KEEP_ALIVE_MS);
  };
  const start = async (id: string, message: Message) => {
    try {
      const { host: _host, ...headers } = message.payload?.extensions?.authorization ?? {};
      const request = requestIn(message);
      const caller = await authorize(record, headers, peer.sourceIp);
      const { field, accepts, render } = await subscribe(peer.runtime, { record, request, caller, headers });
      const deliver = async (value: unknown) => {
        if (accepts(value)) send({ id, type: 'data', payload: await render(value) });
      };
      if (socket.readyState !== socket.OPEN) return; // gone while its resolver ran
      forget(id);
      const subscription = { field, deliver };
      mine.set(id, subscription);
      subscriptions.add(apiId, subscription);
      send({ type: 'start_ack', id });
    } catch (error) {
      send({ type: 'error', id, payload: errorPayload(error) });
    }
  };
  const receive = (raw: string) => {
    let message: Message;
    try {
      message = JSON.parse(raw);
    } catch {
      return send({ type: 'error', payload: unsupported('unparseable message') });
    }
    const { type, id = '' } = message;
    if (type === 'connection_init') return init();
    if (type === 'start') return void start(id, message);
    if (type !== 'stop')
      return send({ type: 'error', id, payload: unsupported('unknown not supported through the realtime channel') });
    forget(id);
    send({ type: 'complete', id });
  };
  socket.on('message', (data) => receive(String(data)));
  socket.on('close', () => {
    clearInterval(keepAlive);
    for (const id of [...mine.keys()]) forget(id);
  });
};
