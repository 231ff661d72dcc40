import { randomUUID } from 'node:crypto';
import { linkSigner, linkVerifier } from '../../lambdas/delivery/adapters/link-signer.ts';
import { memoryDeliveryTables } from '../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../lambdas/delivery/adapters/memory-notification-ledger.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import { type LinkPurpose, linkPaths, recordResponse } from '../../lambdas/delivery/index.ts';
import { memoryLinkBook } from '../../lambdas/responses/adapters/memory-link-book.ts';
import { memoryReviewBook } from '../../lambdas/responses/adapters/memory-review-book.ts';
import { memoryReviewPhotos } from '../../lambdas/responses/adapters/memory-review-photos.ts';
import { memorySatisfactionBook } from '../../lambdas/responses/adapters/memory-satisfaction-book.ts';
import { memoryUploadCounter } from '../../lambdas/responses/adapters/memory-upload-counter.ts';
import { createPages, type PagesDeps } from '../../lambdas/responses/handlers/pages.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { aDraftNotification } from './a-draft-notification.ts';
import { aPinnedProgram } from './a-pinned-program.ts';
import { fakeCases } from './fake-cases.ts';

export const visitedAt = '2026-11-20T18:00:00.000Z';
const expiresAt = '2026-12-20T18:00:00.000Z';
const secret = async () => JSON.stringify({ current: 'k1', keys: { k1: Buffer.from('key').toString('base64') } });
const baseUrl = 'https://messages.example.com/live';
export const webUrl = 'https://pages.example.com';
export const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

type Request = { method?: string; body?: string; userAgent?: string; headers?: Record<string, string> };
const apiNames: Partial<Record<LinkPurpose, string>> = {
  ...{ solution: 'solution', review: 'review', satisfaction: 'satisfaction' },
  ...{ unsubscribe: 'unsubscribe', preferences: 'preferences' },
};
type World = { programs?: PinnedProgram<AnyProgram>[] };

/** The pages over memory, with one message that was delivered an hour before `visitedAt`. */
export const aPageVisit = (overrides: Partial<Notification> = {}, { programs = [aPinnedProgram()] }: World = {}) => {
  const date = { delivered: '2026-11-20T17:00:00.000Z' };
  const id = randomUUID().replaceAll('-', '');
  const notification = aDraftNotification({ id, state: 'delivered', date, ...overrides });
  const tables = memoryDeliveryTables();
  tables.notifications.set(notification.id, notification);
  const [ledger, policies] = [memoryNotificationLedger(tables), memoryPolicyStore(tables)];
  const signer = linkSigner({ secret, bases: { web: webUrl, api: baseUrl } });
  const [linkBook, uploads, satisfaction] = [memoryLinkBook(), memoryUploadCounter(), memorySatisfactionBook()];
  const ratings = new Map<string, { ratingCount: number; ratingSum: number }>();
  const [reviews, photos, helped] = [memoryReviewBook(ratings), memoryReviewPhotos(), fakeCases()];
  const confirmed: string[] = [];
  let now = visitedAt;
  const deps: PagesDeps = {
    ...{ ledger, policies, signer, linkBook, uploads, satisfaction, reviews, webUrl },
    ...{ links: linkVerifier({ secret }), cases: helped.cases, calls: helped.calls, photos: photos.photos },
    clock: { now: () => new Date(now) },
    record: recordResponse({ ledger }),
    programs: memoryProgramStore(programs),
    contact: { confirm: async (token) => (token === 'good' && confirmed.push(token) ? 'confirmed' : 'unknown') },
  };
  const pages = createPages(deps);
  const tokenOf = async (
    purpose: LinkPurpose,
    more: { to?: string; expiresAt?: string; notificationId?: string } = {},
  ) => {
    const url = await signer.url({ purpose, notificationId: notification.id, expiresAt, ...more });
    return url.slice(url.lastIndexOf('/') + 1);
  };
  const ask = (path: string, { method = 'GET', body, userAgent = browser, headers = {} }: Request = {}) =>
    pages({
      ...{ httpMethod: method, path, body: body ?? null, isBase64Encoded: false },
      headers: { 'User-Agent': userAgent, ...headers },
    });
  const visit = async (purpose: LinkPurpose, request: Request & { to?: string } = {}) =>
    ask(
      `/${linkPaths[purpose]}/${await tokenOf(purpose, request.to === undefined ? {} : { to: request.to })}`,
      request,
    );
  /** What the page's script does: GET, or POST with a body; answers status and parsed body. */
  const call = async (purpose: LinkPurpose, body?: unknown, more: { path?: string; userAgent?: string } = {}) => {
    const { path = '', ...rest } = more;
    const headers = { 'Content-Type': 'application/json', Origin: webUrl, 'Sec-Fetch-Site': 'same-origin' };
    const request = body === undefined ? rest : { ...rest, method: 'POST', body: JSON.stringify(body), headers };
    const answer = await ask(`/api/${apiNames[purpose]}/${await tokenOf(purpose)}${path}`, request);
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
  };
  const policy = async () => {
    const { customerId } = notification;
    return (await policies.read({ customerIds: [customerId], addressHashes: [] })).policies.get(customerId);
  };
  const stored = () => tables.notifications.get(notification.id);
  const at = (iso: string) => {
    now = iso;
  };
  const world = { deps, ledger, policies, linkBook, reviews, ratings, photos, helped, confirmed };
  return { ...world, notification, pages, ask, visit, call, tokenOf, policy, stored, at };
};
