import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { readBody } from '../kit/http-service.ts';

/** What DynamoDB answered; its checksum is left out, since the body may be changed on the way. */
export type UpstreamAnswer = { status: number; contentType: string; body: Buffer };
export type Upstream = {
  /** Passes a request through as it comes. */
  pipe(request: IncomingMessage, response: ServerResponse): void;
  send(request: IncomingMessage, body: Buffer): Promise<UpstreamAnswer>;
  close(): void;
};

const unreachable = (response: ServerResponse, target: URL, error: Error) => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(502, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ message: `fault-proxy: DynamoDB at ${target.origin} does not answer: ${error.message}` }),
  );
};

/** The DynamoDB behind the proxy, over connections kept alive. */
export const createUpstream = (target: URL): Upstream => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  // The host stays what the client called it: it is signed, and DynamoDB Local doesn't care.
  const open = ({ method, url }: IncomingMessage, headers: IncomingHttpHeaders) =>
    httpRequest({ host: target.hostname, port: target.port || 80, agent, method, path: url, headers });
  return {
    pipe: (request, response) => {
      const call = open(request, request.headers);
      call.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.on('error', () => response.destroy()).pipe(response);
      });
      call.on('error', (error) => unreachable(response, target, error));
      response.on('close', () => {
        if (!response.writableFinished) call.destroy(); // the client went away
      });
      request.pipe(call);
    },
    send: (request, body) =>
      new Promise((resolve, reject) => {
        const { 'transfer-encoding': _chunked, 'accept-encoding': _encoding, ...headers } = request.headers;
        const call = open(request, { ...headers, 'content-length': String(body.length) });
        call.on('response', (answer) => {
          const contentType = answer.headers['content-type'] ?? 'application/x-amz-json-1.0';
          readBody(answer).then(
            (read) => resolve({ status: answer.statusCode ?? 502, contentType, body: read }),
            reject,
          );
        });
        call.on('error', reject).end(body);
      }),
    close: () => agent.destroy(),
  };
};
