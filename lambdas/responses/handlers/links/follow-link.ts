import { type LinkPurpose, linkPaths } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import { isOneClick, type LinkRoute, type PageRequest } from '../../domain/page-request.ts';
import type { LinkDeps, Policies } from '../../ports.ts';
import { type Answer, onePixel, plain, plainGone, redirect } from '../answers.ts';
import { openLink } from '../open-link.ts';
import { trackVisit } from './track-visit.ts';

export type FollowLinkDeps = LinkDeps & { policies: Pick<Policies, 'setOptOut'>; clock: Clock; webUrl: string };
type Follow = (deps: FollowLinkDeps, request: PageRequest) => Promise<Answer>;

/** Links of messages that are no page: open pixel, click redirect, a mail client's one-click POST. Others lead to WEB_URL. */
export const followLink = (deps: FollowLinkDeps, route: LinkRoute, request: PageRequest): Promise<Answer> =>
  follow[route](deps, request);

const openPixel: Follow = async (deps, request) => {
  const now = deps.clock.now();
  const opened = await openLink(deps, { purpose: 'open', token: request.token, now });
  if (opened) await trackVisit(deps.record, { kind: 'open', ...opened, request, now });
  return onePixel(); // also for a wrong token: a broken image would only worry the reader
};

const click: Follow = async (deps, request) => {
  const now = deps.clock.now();
  const { notification, to } = (await openLink(deps, { purpose: 'click', token: request.token, now })) ?? {};
  if (!notification || to === undefined) return plainGone();
  await trackVisit(deps.record, { kind: 'click', notification, request, now });
  return redirect(to);
};

/** RFC 8058: the mail client's POST leaves the program, without a page. Any other request is led to the page. */
const unsubscribe: Follow = async (deps, request) => {
  if (request.method !== 'POST' || !isOneClick(request)) return toPage('unsubscribe')(deps, request);
  const opened = await openLink(deps, { purpose: 'unsubscribe', token: request.token, now: deps.clock.now() });
  if (!opened) return plainGone();
  const { customerId, programId } = opened.notification;
  await deps.policies.setOptOut(customerId, { programId, out: true });
  logger.info('unsubscribed', { customer: customerHash(customerId), programId, scope: 'program', oneClick: true });
  return plain(200, '');
};

/** Whatever the token: only the page's own calls look at it. */
const toPage =
  (purpose: LinkPurpose): Follow =>
  async ({ webUrl }, { method, token }) =>
    redirect(`${webUrl}/${linkPaths[purpose]}/${token}`, method === 'POST' ? 303 : 302);

const follow: Record<LinkRoute, Follow> = {
  o: openPixel,
  c: click,
  u: unsubscribe,
  p: toPage('preferences'),
  confirm: toPage('confirm'),
};
