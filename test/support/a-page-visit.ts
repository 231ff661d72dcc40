import { randomUUID } from 'node:crypto';
import { linkSigner, linkVerifier } from '../../lambdas/delivery/adapters/link-signer.ts';
import { memoryDeliveryTables } from '../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../lambdas/delivery/adapters/memory-notification-ledger.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import { type LinkPurpose, linkPaths, recordResponse } from '../../lambdas/delivery/index.ts';
import { createPages } from '../../lambdas/responses/handlers/pages.ts';
import { fixedClock } from '../../lambdas/shared/clock.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import { aDraftNotification } from './a-draft-notification.ts';
import { aPinnedProgram } from './a-pinned-program.ts';

export const visitedAt = '2026-11-20T18:00:00.000Z';
const expiresAt = '2026-12-20T18:00:00.000Z';
const secret = async () => JSON.stringify({ current: 'k1', keys: { k1: Buffer.from('key').toString('base64') } });
export const baseUrl = 'https://messages.example.com/live';
export const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

type Request = { method?: string; body?: string; userAgent?: string; acceptLanguage?: string };

/** The pages over memory, with one message that was delivered an hour before `visitedAt`. */
export const aPageVisit = (overrides: Partial<Notification> = {}) => {
  const date = { delivered: '2026-11-20T17:00:00.000Z' };
  const notification = aDraftNotification({
    id: randomUUID().replaceAll('-', ''),
    state: 'delivered',
    date,
    ...overrides,
  });
  const tables = memoryDeliveryTables();
  tables.notifications.set(notification.id, notification);
  const [ledger, policies] = [memoryNotificationLedger(tables), memoryPolicyStore(tables)];
  const signer = linkSigner({ secret, bases: { web: baseUrl, api: baseUrl } });
  const confirmed: string[] = [];
  const pages = createPages({
    ...{ ledger, policies, signer, links: linkVerifier({ secret }), clock: fixedClock(visitedAt) },
    record: recordResponse({ ledger }),
    programs: memoryProgramStore([aPinnedProgram()]),
    contact: { confirm: async (token) => (token === 'good' && confirmed.push(token) ? 'confirmed' : 'unknown') },
  });
  const tokenOf = async (
    purpose: LinkPurpose,
    more: { to?: string; expiresAt?: string; notificationId?: string } = {},
  ) => {
    const url = await signer.url({ purpose, notificationId: notification.id, expiresAt, ...more });
    return url.slice(url.lastIndexOf('/') + 1);
  };
  const ask = (path: string, { method = 'GET', body, userAgent = browser, acceptLanguage }: Request = {}) =>
    pages({
      ...{ httpMethod: method, path, body: body ?? null, isBase64Encoded: false },
      headers: { 'User-Agent': userAgent, ...(acceptLanguage && { 'accept-language': acceptLanguage }) },
    });
  const visit = async (purpose: LinkPurpose, request: Request & { to?: string } = {}) =>
    ask(
      `/${linkPaths[purpose]}/${await tokenOf(purpose, request.to === undefined ? {} : { to: request.to })}`,
      request,
    );
  const policy = async () => {
    const { customerId } = notification;
    return (await policies.read({ customerIds: [customerId], addressHashes: [] })).policies.get(customerId);
  };
  const stored = () => tables.notifications.get(notification.id);
  return { notification, pages, ask, visit, tokenOf, policy, stored, confirmed, ledger, policies };
};
