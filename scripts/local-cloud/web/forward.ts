// Hands a request on to the pages API, as CloudFront does: everything but the host's name, and who asked.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '../simulators/kit/http-service.ts';

/** The pages API takes 64 KB; whatever is larger is refused before it is read to its end. */
export const mostBodyBytes = 128 * 1024;
const patienceMs = 30_000;
const ownOfConnection = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'expect',
];
const ownOfAnswer = ['connection', 'content-length', 'content-encoding', 'transfer-encoding', 'keep-alive'];

/** @returns the body, or nothing when it is too long */
const limitedBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes <= mostBodyBytes) chunks.push(chunk as Buffer);
  }
  return bytes <= mostBodyBytes ? Buffer.concat(chunks) : undefined;
};

const forwardedHeaders = ({ headers, socket }: IncomingMessage): Headers => {
  const forwarded = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string' && !ownOfConnection.includes(name)) forwarded.set(name, value);
  forwarded.set('x-forwarded-for', socket.remoteAddress ?? '');
  forwarded.set('x-forwarded-proto', 'http');
  forwarded.set('x-forwarded-host', headers.host ?? '');
  return forwarded;
};

/** Asks the API and passes on what it says; an API that cannot be reached is 502, one that thinks too long 504. */
export const forward = async (request: IncomingMessage, response: ServerResponse, api: string): Promise<void> => {
  const { method = 'GET', url = '/' } = request;
  const body = await limitedBody(request);
  if (body === undefined) return sendJson(response, { status: 413, body: { error: 'too-large' } });
  try {
    const answer = await fetch(`${api}${url}`, {
      method,
      headers: forwardedHeaders(request),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    const content = Buffer.from(await answer.arrayBuffer());
    const headers = [...answer.headers].filter(([name]) => !ownOfAnswer.includes(name));
    if (!response.destroyed) response.writeHead(answer.status, Object.fromEntries(headers)).end(content);
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    sendJson(response, { status: late ? 504 : 502, body: { error: 'later' } });
  }
};
