// What the support system posts when a ticket changes: a trigger's webhook, its body as docs/support-system.md sets it up.
import { createHmac, randomUUID } from 'node:crypto';
import { createOutbox } from '../kit/outbox.ts';
import type { KeptTicket } from './tickets.ts';
import type { Users } from './users.ts';

export type WebhookTarget = { url: string | undefined; secret: string };
type Delivery = { body: string; invocationId: string };
const patienceMs = 12_000; // Zendesk's own time limit for a webhook
const webhookId = '01HERALDWEBHOOK00000000000';

/** The trigger's template with a ticket's placeholders filled in; what is not set is ''. */
const triggerBody = ({ ticket, call }: KeptTicket, users: Users): string =>
  JSON.stringify({
    ticketId: String(ticket.id),
    externalId: ticket.external_id ?? '',
    requesterExternalId: users.customerOf(ticket.requester_id),
    status: `${ticket.status.charAt(0).toUpperCase()}${ticket.status.slice(1)}`,
    assigneeId: ticket.assignee_id === null ? '' : String(ticket.assignee_id),
    assigneeName: users.nameOf(ticket.assignee_id),
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
    callStep: call.step,
    callOutcome: call.outcome,
    compensationUsd: call.compensationUsd,
    minutes: call.minutes,
  });

/** Base64 of HMAC-SHA256 over timestamp and body. https://developer.zendesk.com/documentation/webhooks/verifying/ */
export const webhookSignature = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}${body}`).digest('base64');

const post = async (target: WebhookTarget, { body, invocationId }: Delivery): Promise<void> => {
  if (!target.url) return;
  const timestamp = new Date().toISOString();
  const response = await fetch(target.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-zendesk-account-id': '1',
      'x-zendesk-webhook-id': webhookId,
      'x-zendesk-webhook-invocation-id': invocationId,
      'x-zendesk-webhook-signature': webhookSignature(target.secret, timestamp, body),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
    body,
    signal: AbortSignal.timeout(patienceMs),
  });
  // Zendesk repeats 409, and 429 and 503 that say when; nothing else.
  if ([409, 429, 503].includes(response.status)) throw new Error(`the webhook answered ${response.status}`);
};

/** Tells the target of every change of a ticket, in order, one after another. */
export const createWebhooks = (target: WebhookTarget, users: Users) => {
  const outbox = createOutbox<Delivery>({
    send: async ([delivery]) => (delivery ? post(target, delivery) : undefined),
    batchSize: 1,
    parallel: 1,
  });
  return {
    tell: (ticket: KeptTicket) => {
      if (target.url) outbox.add({ body: triggerBody(ticket, users), invocationId: randomUUID() }, 0);
    },
    close: outbox.close,
  };
};
