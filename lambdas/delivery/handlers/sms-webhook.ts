import { logger } from '../../shared/logger.ts';
import { statusCallback } from '../domain/receipts/sms-service-receipt.ts';
import type { StatusStream } from '../ports.ts';
import { answerInbound, type InboundDeps } from './receipts/answer-inbound.ts';
import { isAuthentic, readWebhook, type WebhookRequest } from './receipts/webhook-request.ts';

export type SmsWebhookDeps = InboundDeps & {
  stream: StatusStream;
  /** The account's token; `fresh` after it did not fit, for it may have been rotated. */
  authToken(options?: { fresh?: boolean }): Promise<string>;
  /** PAGES_URL */
  baseUrl: string;
};
type Answer = { statusCode: number; headers: Record<string, string>; body: string };

/**
 * Webhooks of the SMS service behind API Gateway: `POST /webhooks/sms/status` puts the receipt into the stream that all SMS
 * receipts take, `POST /webhooks/sms/inbound` obeys keywords. Without the service's signature: 403.
 */
export const createSmsWebhook = (deps: SmsWebhookDeps) => {
  const answer = answerInbound(deps);
  return async (event: unknown): Promise<Answer> => {
    const request = readWebhook(event);
    if (!(await hasSignature(deps, request))) {
      deps.metrics.addMetric('WebhooksForged', 'Count', 1);
      logger.warn('webhook without a valid signature', { path: request.path });
      return { statusCode: 403, headers: {}, body: '' };
    }
    if (request.path.endsWith('/webhooks/sms/status')) return takeStatus(deps, request);
    if (!request.path.endsWith('/webhooks/sms/inbound')) return { statusCode: 404, headers: {}, body: '' };
    const from = request.form.get('From') ?? '';
    const { keyword, reply } = await answer({ from, body: request.form.get('Body') ?? '' });
    logger.info('inbound SMS', { keyword });
    return twiml(reply);
  };
};

const hasSignature = async ({ authToken, baseUrl }: SmsWebhookDeps, request: WebhookRequest): Promise<boolean> => {
  if (isAuthentic(request, await authToken(), baseUrl)) return true;
  return isAuthentic(request, await authToken({ fresh: true }), baseUrl);
};

const takeStatus = async ({ stream, clock, metrics }: SmsWebhookDeps, request: WebhookRequest): Promise<Answer> => {
  const told = { ...Object.fromEntries(request.form), ...Object.fromEntries(request.query) };
  const { success, data } = statusCallback.safeParse(told); // takes what matters: numbers stay behind
  if (!success) {
    metrics.addMetric('ReceiptsMalformed', 'Count', 1);
    logger.warn('status callback refused', { reason: 'not-a-status-callback' });
    return { statusCode: 400, headers: {}, body: '' };
  }
  const record = { provider: 'sms-service' as const, receivedAt: clock.now().toISOString(), event: data };
  await stream.put([{ key: data.notificationId || data.MessageSid, record }]);
  logger.info('status callback taken', { status: data.MessageStatus });
  return { statusCode: 204, headers: {}, body: '' };
};

/** An answer in the service's language; without a text nothing is sent: it confirms STOP and START by itself. */
const twiml = (reply: string | undefined): Answer => {
  const message =
    reply === undefined ? '' : `<Message>${reply.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Message>`;
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`,
  };
};
