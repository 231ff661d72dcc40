import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Request = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
/** `hang`: no answer ever; `drop`: the connection is cut after the request was read. */
export type Answer = { status: number; headers?: Record<string, string>; body?: unknown } | 'hang' | 'drop';

/** An HTTP server on 127.0.0.1 that keeps what it got and answers as told. */
export const answeringServer = async (answer: (request: Request) => Answer) => {
  const received: Request[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      received.push({ method, path, headers, body });
      const told = answer({ method, path, headers, body });
      if (told === 'hang') return;
      if (told === 'drop') return void request.socket.destroy();
      response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers });
      response.end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { received, close, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
