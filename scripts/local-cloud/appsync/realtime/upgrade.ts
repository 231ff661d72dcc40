import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ApiRecord } from '../control-plane/api-record.ts';
import { authorize, type Headers } from '../data-plane/authorize.ts';
import type { Runtime } from '../data-plane/execute.ts';
import { unauthorized } from '../data-plane/request-error.ts';
import { errorPayload, serveConnection } from './connection.ts';
import type { Subscriptions } from './subscriptions.ts';

const CLOSE_UNAUTHORIZED = 4401;

const protocolsOf = ({ headers }: IncomingMessage) =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());

/** Credentials: `?header=base64(json)`, the subprotocol `header-<base64url(json)>`, or plain headers. */
const credentialsOf = (request: IncomingMessage): Headers => {
  const inQuery = new URL(request.url ?? '', 'http://appsync').searchParams.get('header');
  const inProtocol = protocolsOf(request)
    .find((protocol) => protocol.startsWith('header-'))
    ?.slice('header-'.length);
  const encoded = inQuery ?? inProtocol;
  if (encoded === undefined) return request.headers;
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString()); // Node reads base64url as well
  } catch {
    throw unauthorized('Required headers are missing.');
  }
};

/** @throws RequestError, also when the credentials cannot be read */
const admit = async (request: IncomingMessage, record: ApiRecord, sourceIp: string) =>
  authorize(record, credentialsOf(request), sourceIp);

const refuse = (client: WebSocket, error: unknown) => {
  client.send(JSON.stringify({ type: 'connection_error', payload: errorPayload(error) }));
  client.close(CLOSE_UNAUTHORIZED);
};

export type Realtime = {
  upgrade(record: ApiRecord | undefined, request: IncomingMessage, connection: { socket: Duplex; head: Buffer }): void;
  close(): void;
};

export const createRealtime = (runtime: Runtime, subscriptions: Subscriptions): Realtime => {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has('graphql-ws') ? 'graphql-ws' : false),
  });
  return {
    upgrade: (record, request, { socket, head }) => {
      if (!record || !protocolsOf(request).includes('graphql-ws'))
        return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      const sourceIp = request.socket.remoteAddress ?? '';
      const open = (serve: (client: WebSocket) => void) =>
        sockets.handleUpgrade(request, socket, head, (client) => {
          client.on('error', () => client.terminate());
          serve(client);
        });
      socket.on('error', () => socket.destroy()); // the client may go away while its token is checked
      // Before the upgrade: a client speaks as soon as it is open, and must find somebody listening.
      admit(request, record, sourceIp).then(
        () => open((client) => serveConnection(client, { record, sourceIp, runtime, subscriptions })),
        (error) => open((client) => refuse(client, error)),
      );
    },
    close: () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
};
