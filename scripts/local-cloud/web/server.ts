// What CloudFront is on AWS: the pages' files with their headers, one document for every page, and the API behind /api.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, type RunningService, sendJson } from '../simulators/kit/http-service.ts';
import { forward } from './forward.ts';
import { pagesFunction } from './pages-function.ts';
import { siteHeaders } from './site-headers.ts';
import type { SiteStore } from './site-store.ts';

export type WebOptions = {
  host?: string;
  port: number;
  site: SiteStore;
  /** Base of the pages API; nothing before the first deployment. */
  api: () => Promise<string | undefined>;
  /** Origin that photos are uploaded to. */
  photos: string;
};

/** As the distribution's ordered behaviours (terraform/modules/web). */
const apiPath = /^\/(api|o|c)\//;

type Web = WebOptions & { headers: Record<string, string>; fileOf: (uri: string) => string };

const serveFile = async ({ site, headers, fileOf }: Web, path: string, response: ServerResponse): Promise<void> => {
  const file = await site(fileOf(path).slice(1));
  if (!file) return sendJson(response, { status: 404, body: { error: 'no such file' }, headers });
  const { contentType, cacheControl, body } = file;
  response.writeHead(200, { ...headers, 'Content-Type': contentType, 'Cache-Control': cacheControl }).end(body);
};

const answer = async (web: Web, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { method = '', url = '/' } = request;
  const [path = '/'] = url.split('?');
  if (path === '/health') return sendJson(response, { status: 200, body: { status: 'ok' } });
  if (apiPath.test(path)) {
    const api = await web.api();
    return api
      ? forward(request, response, api)
      : sendJson(response, { status: 503, body: { error: 'nothing is deployed: run make up' } });
  }
  if (method !== 'GET' && method !== 'HEAD') return sendJson(response, { status: 405, body: { error: 'method' } });
  return serveFile(web, path, response);
};

/** Starts the server on the loopback address. */
export const startWeb = async (options: WebOptions): Promise<RunningService> => {
  const web = { ...options, headers: await siteHeaders(options.photos), fileOf: await pagesFunction() };
  const server = createServer((request, response) => {
    answer(web, request, response).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      sendJson(response, { status: 502, body: { error: 'later' } });
    });
  });
  return listen(server, { host: options.host ?? '127.0.0.1', port: options.port });
};
