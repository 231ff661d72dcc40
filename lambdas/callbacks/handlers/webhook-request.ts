// A webhook of the support system as API Gateway (REST, proxy) hands it over.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { SignedWebhook } from '../domain/webhook-signature.ts';

const proxyEvent = z.object({
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * `ids`: what it is known by when it is sent again. The invocation id is not signed, so the signature itself is one of them.
 */
export type WebhookRequest = SignedWebhook & { ids: string[] };

/** What is not there is ''. */
export const readWebhook = (event: unknown): WebhookRequest => {
  const { headers, body, isBase64Encoded } = proxyEvent.parse(event);
  const named = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const header = (name: string): string => named.get(`x-zendesk-webhook-${name}`) ?? '';
  const signature = header('signature');
  const invocation = header('invocation-id');
  return {
    signature,
    timestamp: header('signature-timestamp'),
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? ''),
    ids: [
      ...(invocation === '' ? [] : [`i:${invocation.slice(0, 100)}`]),
      `s:${createHash('sha256').update(signature).digest('hex')}`,
    ],
  };
};
