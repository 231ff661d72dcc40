// A webhook of the SMS service as API Gateway (REST, proxy) hands it over.
import * as z from 'zod';
import { isSignedWebhook } from '../../domain/inbound/webhook-signature.ts';

const lists = z.record(z.string(), z.array(z.string())).nullish();
const proxyEvent = z.object({
  path: z.string(),
  headers: z.record(z.string(), z.string()).nullish(),
  multiValueQueryStringParameters: lists,
  queryStringParameters: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});
type ProxyEvent = z.infer<typeof proxyEvent>;

/** `path`: below the API's base. `query`: as our callback URL had it. */
export type WebhookRequest = { path: string; query: URLSearchParams; form: URLSearchParams; signature: string };

/** What callback URLs carry, in the order the send adapter writes it: API Gateway keeps no order, the signature does. */
const echoed = ['notificationId', 'attempt'];

export const readWebhook = (event: unknown): WebhookRequest => {
  const request = proxyEvent.parse(event);
  const { path, body, isBase64Encoded, headers } = request;
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  const [, signature = ''] =
    Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'x-twilio-signature') ?? [];
  return { path, query: queryOf(request), form: new URLSearchParams(text), signature };
};

/** @param baseUrl PAGES_URL: what the service called, whatever API Gateway's stage or domain makes of it */
export const isAuthentic = ({ path, query, form, signature }: WebhookRequest, authToken: string, baseUrl: string) => {
  const search = query.size > 0 ? `?${query}` : '';
  return isSignedWebhook(authToken, { url: `${baseUrl}${path}${search}`, parameters: form, signature });
};

const queryOf = (request: ProxyEvent): URLSearchParams => {
  const { multiValueQueryStringParameters: many, queryStringParameters: single } = request;
  const pairs: [string, string][] = many
    ? Object.entries(many).flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))
    : Object.entries(single ?? {});
  const place = (name: string): number => (echoed.includes(name) ? echoed.indexOf(name) : echoed.length);
  return new URLSearchParams(pairs.toSorted(([a], [b]) => place(a) - place(b)));
};
