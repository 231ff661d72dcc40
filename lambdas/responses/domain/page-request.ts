// A request as API Gateway (REST, proxy) hands it over, reduced to what pages look at.
import * as z from 'zod';
import { acceptedLanguage, type Language } from './language.ts';

const proxyEvent = z.object({
  httpMethod: z.string(),
  path: z.string().max(8_000),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.string().max(100_000).nullish(),
  isBase64Encoded: z.boolean().nullish(),
});
export type Route = 'u' | 'p' | 'o' | 'c' | 'confirm';
/** `body`: as text. `language`: the browser's, for pages that know no customer. */
export type PageRequest = {
  method: string;
  route: Route;
  token: string;
  body: string;
  userAgent: string;
  language: Language;
};

/** The request, or nothing when it is for no page of ours. */
export const readRequest = (event: unknown): PageRequest | undefined => {
  const parsed = proxyEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { httpMethod: method, path, headers, body, isBase64Encoded } = parsed.data;
  const [, route, token = ''] = /^\/(u|p|o|c|confirm)\/([A-Za-z0-9._-]{1,4200})$/.exec(path) ?? [];
  if (!route) return undefined;
  const named = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    ...{ method, token, route: route as Route },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? ''),
    userAgent: named.get('user-agent') ?? '',
    language: acceptedLanguage(named.get('accept-language') ?? ''),
  };
};

/** The POST of a mail client's own button (RFC 8058): form fields, or a multipart form. */
export const isOneClick = ({ body }: PageRequest): boolean =>
  new URLSearchParams(body).get('List-Unsubscribe') === 'One-Click' ||
  /name="?List-Unsubscribe"?\r?\n\r?\nOne-Click\r?\n/i.test(body);
