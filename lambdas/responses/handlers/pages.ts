import type { LinkPurpose, Notification } from '../../delivery/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import { type PageRequest, type Route, readRequest } from '../domain/page-request.ts';
import type { ConfirmContact, LinkDeps } from '../ports.ts';
import { type Answer, gone, onePixel, redirect, tryLater } from './answers.ts';
import { confirm } from './confirm.ts';
import { preferences } from './preferences.ts';
import { trackVisit } from './track-visit.ts';
import { unsubscribe } from './unsubscribe.ts';

export type PagesDeps = LinkDeps & { contact: ConfirmContact; clock: Clock };
type Opened = { notification: Notification; to?: string };

const purposes: Record<Exclude<Route, 'confirm'>, LinkPurpose> = {
  u: 'unsubscribe',
  p: 'preferences',
  o: 'open',
  c: 'click',
};

/**
 * What links in messages open: `/u/` unsubscribe, `/p/` preferences, `/o/` open pixel, `/c/` redirect, `/confirm/`.
 * Only a POST changes anything; a GET shows a page and at most dates an open or click. Never throws: a service that is
 * away gives 503, everything else that opens nothing one and the same 404.
 */
export const createPages =
  (deps: PagesDeps) =>
  async (event: unknown): Promise<Answer> => {
    const request = readRequest(event);
    if (!request || !['GET', 'HEAD', 'POST'].includes(request.method)) return gone(request?.language ?? 'en');
    try {
      return await serve(deps, request);
    } catch (error) {
      logger.error('page failed', { route: request.route, method: request.method, error: error as Error });
      return request.route === 'o' ? onePixel() : tryLater(request.language);
    }
  };

const serve = async (deps: PagesDeps, request: PageRequest): Promise<Answer> => {
  const { route, language } = request;
  if (route === 'confirm') return confirm(deps.contact, request);
  const now = deps.clock.now();
  const opened = await open(deps, { purpose: purposes[route], token: request.token, now });
  if (route === 'o') {
    if (opened) await trackVisit(deps.record, { kind: 'open', ...opened, request, now });
    return onePixel(); // also for a wrong token: a broken image would only worry the reader
  }
  if (!opened) return gone(language);
  const { notification, to } = opened;
  if (route === 'u') return unsubscribe({ ...deps, now }, notification, request);
  if (route === 'p') return preferences({ ...deps, now }, notification, request);
  if (to === undefined) return gone(language);
  await trackVisit(deps.record, { kind: 'click', notification, request, now });
  return redirect(to);
};

/** The message whose link it is, if the token is ours, for this purpose and not too old. */
const open = async (
  { links, ledger }: PagesDeps,
  { token, purpose, now }: { token: string; purpose: LinkPurpose; now: Date },
): Promise<Opened | undefined> => {
  const link = await links.verify(token, { purpose, now });
  if (link.kind !== 'valid') {
    logger.info('link opens nothing', { purpose, why: link.kind });
    return undefined;
  }
  const notification = await ledger.get(link.notificationId);
  return notification && { notification, ...(link.to !== undefined && { to: link.to }) };
};
