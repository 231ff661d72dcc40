// What every small server of the local cloud shares: listening on one address, reading bodies, going away cleanly.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `url` without a trailing slash; `close` ends open connections too. */
export type RunningService = { url: string; close: () => Promise<void> };

/** Starts listening. Port 0 takes a free one. @throws Error when the port is taken */
export const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<RunningService> =>
  new Promise((resolve, reject) => {
    server.keepAliveTimeout = 65_000; // longer than the clients', so that they never meet a connection just closed
    server.once('error', reject).listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({ url: `http://${host}:${taken}`, close: () => closeServer(server) });
    });
  });

const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** @throws Error when the client goes away before its body is complete */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export type JsonAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export const sendJson = (response: ServerResponse, { status, body, headers = {} }: JsonAnswer) => {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** Ends the process with 0 on SIGTERM or SIGINT, after `close`. */
export const closeOnSignal = ({ close }: Pick<RunningService, 'close'>) => {
  const end = () => void close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
};
