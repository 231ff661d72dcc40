// A request as API Gateway (REST, proxy) hands it over, reduced to what the pages API looks at.
import * as z from 'zod';
import { acceptedLanguage, type Language } from './language.ts';

const proxyEvent = z.object({
  httpMethod: z.string(),
  path: z.string().max(8_000),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

const apiRoutes = ['solution', 'review', 'satisfaction', 'unsubscribe', 'preferences', 'confirm'] as const;
const linkRoutes = ['u', 'p', 'o', 'c', 'confirm'] as const;
/** `review/photos`: asks for an upload. */
export type ApiRoute = (typeof apiRoutes)[number] | 'review/photos';
export type LinkRoute = (typeof linkRoutes)[number];

/** `body`: as text. `language`: the browser's, for pages that know no customer. */
export type PageRequest = {
  method: string;
  token: string;
  body: string;
  userAgent: string;
  contentType: string;
  origin: string | undefined;
  fetchSite: string | undefined;
  language: Language;
} & ({ kind: 'api'; route: ApiRoute } | { kind: 'link'; route: LinkRoute });

const token = '([A-Za-z0-9._-]{1,4200})';
const apiPath = new RegExp(`^/api/(?:(${apiRoutes.join('|')})/${token}|(review)/${token}/photos)$`);
const linkPath = new RegExp(`^/(${linkRoutes.join('|')})/${token}$`);

/** Whether a path is the API's, whatever it asks: errors there are JSON. */
export const isApiPath = (event: unknown): boolean => {
  const parsed = proxyEvent.pick({ path: true }).safeParse(event);
  return parsed.success && parsed.data.path.startsWith('/api/');
};

/** The request, or nothing when it is for no page of ours. */
export const readRequest = (event: unknown): PageRequest | undefined => {
  const parsed = proxyEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { httpMethod: method, path, headers, body, isBase64Encoded } = parsed.data;
  const target = targetOf(path);
  if (!target) return undefined;
  const named = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    ...target,
    method,
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? ''),
    userAgent: named.get('user-agent') ?? '',
    contentType: named.get('content-type') ?? '',
    origin: named.get('origin'),
    fetchSite: named.get('sec-fetch-site'),
    language: acceptedLanguage(named.get('accept-language') ?? ''),
  };
};

type Target = { token: string } & ({ kind: 'api'; route: ApiRoute } | { kind: 'link'; route: LinkRoute });

const targetOf = (path: string): Target | undefined => {
  const [, route, token, review, reviewToken] = apiPath.exec(path) ?? [];
  if (review && reviewToken) return { kind: 'api', route: 'review/photos', token: reviewToken };
  if (route && token) return { kind: 'api', route: route as ApiRoute, token };
  const [, link, linkToken] = linkPath.exec(path) ?? [];
  return link && linkToken ? { kind: 'link', route: link as LinkRoute, token: linkToken } : undefined;
};

/** The POST of a mail client's own button (RFC 8058): form fields, or a multipart form. */
export const isOneClick = ({ body }: Pick<PageRequest, 'body'>): boolean =>
  new URLSearchParams(body).get('List-Unsubscribe') === 'One-Click' ||
  /name="?List-Unsubscribe"?\r?\n\r?\nOne-Click\r?\n/i.test(body);
