// The support system's side of what is deployed: its webhook's signature, and customers who write to it by themselves.
import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SupportFacts } from '../../lambdas/candidates/domain/facts.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { simulatedSecrets } from '../../scripts/local-cloud/simulated-secrets.ts';
import { webhookSignature } from '../../scripts/local-cloud/simulators/support/webhooks.ts';
import { dynamodb, outputs } from './local-cloud.ts';

const { email, token, webhookSecret } = simulatedSecrets.support;

/** A webhook as the support system would send it, and may send again: signed at the given time. */
export const signedWebhook = (told: object, at = new Date()) => {
  const [body, timestamp] = [JSON.stringify(told), at.toISOString()];
  const headers = {
    'content-type': 'application/json',
    'x-zendesk-webhook-invocation-id': randomUUID(),
    'x-zendesk-webhook-signature': webhookSignature(webhookSecret, timestamp, body),
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
  return { method: 'POST', headers, body };
};

/** @returns the webhook's answer */
export const postWebhook = async (request: RequestInit): Promise<number> =>
  (await fetch(`${outputs.endpoints.pages}/webhooks/support`, request)).status;

const api = async <T>(path: string, body: object): Promise<T> => {
  const authorization = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  const answer = await fetch(`${pick(outputs.endpoints.simulators, 'support')}/api/v2/${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The support system answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
};

/** A ticket of a customer's own, about whatever. @returns its id */
export const writeToSupport = async (customerId: string): Promise<number> => {
  const user = { external_id: customerId, name: 'Ann' };
  const { user: requester } = await api<{ user: { id: number } }>('users/create_or_update.json', { user });
  const ticket = { requester_id: requester.id, subject: 'Help', comment: { body: 'It crashes', public: true } };
  return (await api<{ ticket: { id: number } }>('tickets.json', { ticket })).ticket.id;
};

/** What Herald has heard of a customer's tickets. */
export const supportFactsOf = async (customerId: string): Promise<SupportFacts> => {
  const command = new GetCommand({ TableName: pick(outputs.tables, 'support'), Key: { customerId } });
  return ((await dynamodb.send(command)).Item ?? { openTickets: [], resolved: [] }) as SupportFacts;
};
