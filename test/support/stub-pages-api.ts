// The pages API as the browser tests need it: answers as docs/architecture.md has them, keeps what it got, fails as told.
// Beside it the bucket of the photos, on the same port: another origin than the pages'.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { preferencesBody } from '../../lambdas/responses/domain/preferences.ts';
import { photoBody, reviewBody } from '../../lambdas/responses/domain/review.ts';
import { satisfactionBody } from '../../lambdas/responses/domain/satisfaction.ts';
import { solutionBody } from '../../lambdas/responses/domain/solution.ts';
import { listen, readBody } from '../../scripts/local-cloud/simulators/kit/http-service.ts';

type Json = Record<string, unknown>;
export type Call = { method: string; path: string; body: Json };
type Reply = { status: number; body: Json };
/** What a link shows, and what becomes of a POST (by default: it shows the same again). */
type Link = { get: Json | Reply; post?: (body: Json, call: Call) => Json | Reply };

const isReply = (answer: Json | Reply): answer is Reply => typeof answer.status === 'number' && 'body' in answer;
/** What the real API takes: a page that sends anything else is refused here, too. */
const bodies: Record<string, { safeParse: (body: unknown) => { success: boolean } }> = {
  solution: solutionBody,
  review: reviewBody,
  photos: photoBody,
  satisfaction: satisfactionBody,
  preferences: preferencesBody,
};
const isValid = (route: string | undefined, body: Json): boolean =>
  bodies[route ?? '']?.safeParse(body).success !== false;
const invalid: Reply = { status: 400, body: { error: 'invalid', fields: [] } };
const gone: Reply = { status: 404, body: { error: 'gone' } };

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'POST',
};

const replyOf = (link: Link, call: Call): Reply => {
  const answer = call.method === 'GET' ? link.get : (link.post?.(call.body, call) ?? link.get);
  return isReply(answer) ? answer : { status: 200, body: answer };
};

/** Starts it on a free port of 127.0.0.1. */
export const stubPagesApi = async () => {
  const links = new Map<string, Link>();
  const calls: Call[] = [];
  const uploads: string[] = [];
  const state: { status?: number; delayMs: number; uploadStatus: number } = { delayMs: 0, uploadStatus: 204 };
  let photos = 0;

  const replyTo = (call: Call): Reply => {
    const [, route, token, below] = /^\/api\/([a-z]+)\/([^/]+)(\/photos)?$/.exec(call.path) ?? [];
    const link = links.get(`${route}/${token}`);
    if (!link) return gone;
    if (call.method === 'POST' && !isValid(below ? 'photos' : route, call.body)) return invalid;
    if (below) {
      photos += 1;
      return {
        status: 200,
        body: {
          photoId: String(photos),
          upload: { url: `${service.url}/bucket`, fields: { key: `incoming/${photos}` } },
        },
      };
    }
    return replyOf(link, call);
  };

  const answerApi = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: parse((await readBody(request)).toString()),
    };
    calls.push(call);
    if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    const { status, body } = state.status ? { status: state.status, body: { error: 'later' } } : replyTo(call);
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  };

  const takeUpload = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await readBody(request)).toString('latin1');
    if (request.method === 'POST') uploads.push(body);
    response.writeHead(request.method === 'OPTIONS' ? 204 : state.uploadStatus, cors).end();
  };

  const server = createServer((request, response) => {
    const serve = request.url?.startsWith('/bucket') ? takeUpload : answerApi;
    // A test may leave its page while it sends something: that breaks off, and is nobody's error.
    serve(request, response).catch(() => response.destroy());
  });
  const service = await listen(server, { host: '127.0.0.1', port: 0 });
  return {
    ...service,
    calls,
    uploads,
    state,
    posts: (): Json[] =>
      calls.filter(({ method, path }) => method === 'POST' && !path.endsWith('/photos')).map(({ body }) => body),
    link: (route: string, token: string, link: Link): void => void links.set(`${route}/${token}`, link),
  };
};
