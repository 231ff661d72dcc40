import { logger } from '../../shared/logger.ts';
import { isApiPath, type PageRequest, readRequest } from '../domain/page-request.ts';
import { type Answer, gone, onePixel, plain, plainGone, refuse } from './answers.ts';
import { type ApiDeps, callApi } from './api/call-api.ts';
import { type FollowLinkDeps, followLink } from './links/follow-link.ts';

export type PagesDeps = FollowLinkDeps & ApiDeps;

/**
 * What links in messages open (docs/architecture.md, Pages API): JSON under `/api/`, and beside it open pixel, click redirect
 * and one-click unsubscribe. Only a POST changes anything; a GET shows, and at most dates an open or click. Never throws: a
 * service that is away gives 503, everything else that opens nothing one and the same 404.
 */
export const createPages =
  (deps: PagesDeps) =>
  async (event: unknown): Promise<Answer> => {
    const request = readRequest(event);
    if (!request) return isApiPath(event) ? gone() : plainGone();
    try {
      return await serve(deps, request);
    } catch (error) {
      logger.error('page failed', { route: request.route, method: request.method, error: error as Error });
      return failed(request);
    }
  };

const serve = async (deps: PagesDeps, request: PageRequest): Promise<Answer> => {
  if (request.kind === 'api') return callApi(deps, request.route, request);
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return plainGone();
  return followLink(deps, request.route, request);
};

const failed = ({ kind, route }: PageRequest): Answer => {
  if (route === 'o') return onePixel();
  return kind === 'api' ? refuse(503, 'later') : plain(503, 'Please try again in a minute.');
};
