import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningService } from '../kit/http-service.ts';
import { startSupport } from './server.ts';
import { webhookSignature } from './webhooks.ts';

const account = { email: 'herald@support.example', token: 't1', webhookSecret: 's1' };
let service: RunningService;
let webhook: Server;
let calls: { headers: IncomingHttpHeaders; body: string }[] = [];
let answers: number[] = [];

beforeAll(async () => {
  webhook = createServer(async (request, response) => {
    calls.push({ headers: request.headers, body: await text(request) });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  const { port } = webhook.address() as AddressInfo;
  service = await startSupport({ port: 0, account, webhookUrl: `http://127.0.0.1:${port}/webhooks/support` });
});
afterEach(async () => {
  await fetch(`${service.url}/_behaviour`, { method: 'DELETE' });
  calls = [];
  answers = [];
});
afterAll(async () => {
  await service.close();
  webhook.close();
});

const authorization = (token = account.token) =>
  `Basic ${Buffer.from(`${account.email}/token:${token}`).toString('base64')}`;
const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: authorization(), 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, each asserted
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
};
const rule = (then: object) =>
  fetch(`${service.url}/_behaviour`, { method: 'PUT', body: JSON.stringify([{ match: {}, then, times: 1 }]) });
const agent = (id: number, act: object) =>
  fetch(`${service.url}/_agent/${id}`, { method: 'POST', body: JSON.stringify(act) });
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

let made = 0;
const aTicket = (more: object = {}) => {
  made += 1;
  return {
    ticket: { external_id: `e-${made}`, subject: 'Call', comment: { body: 'Please call', public: false }, ...more },
  };
};
const create = async (more: object = {}) => (await ask('POST', '/api/v2/tickets.json', aTicket(more))).body.ticket;

describe('tickets', () => {
  it('are made, found by their external id, and read', async () => {
    const ticket = await create({ priority: 'high', tags: ['herald'], assignee_id: 101 });
    expect(ticket).toMatchObject({ status: 'open', priority: 'high', tags: ['herald'], assignee_id: 101 });
    const found = await ask('GET', `/api/v2/tickets.json?external_id=${ticket.external_id}`);
    expect(found.body.tickets).toEqual([ticket]);
    expect((await ask('GET', `/api/v2/tickets/${ticket.id}.json`)).body.ticket).toEqual(ticket);
    expect((await ask('GET', '/api/v2/tickets.json?external_id=none')).body.tickets).toEqual([]);
  });

  it('are made once for one Idempotency-Key, and refused with other words under it', async () => {
    const body = aTicket();
    const key = { 'idempotency-key': body.ticket.external_id };
    const [first, second] = [
      await ask('POST', '/api/v2/tickets.json', body, key),
      await ask('POST', '/api/v2/tickets.json', body, key),
    ];
    expect(second.body).toEqual(first.body);
    expect([first, second].map(({ headers }) => headers.get('x-idempotency-lookup'))).toEqual(['miss', 'hit']);
    const other = await ask('POST', '/api/v2/tickets.json', aTicket(), key);
    expect(other).toMatchObject({ status: 400, body: { error: 'IdempotentRequestError' } });
  });

  it('change, unless somebody was faster and the change is a safe update', async () => {
    const ticket = await create();
    const path = `/api/v2/tickets/${ticket.id}.json`;
    const safe = { safe_update: true, updated_stamp: ticket.updated_at };
    expect((await ask('PUT', path, { ticket: { ...safe, priority: 'urgent' } })).body.ticket.priority).toBe('urgent');
    expect(await ask('PUT', path, { ticket: { ...safe, priority: 'low' } })).toMatchObject({
      status: 409,
      body: { error: 'UpdateConflict' },
    });
  });

  it.each([
    ['without a description', { comment: undefined }, 'base'],
    ['of an unknown priority', { priority: 'soon' }, 'priority'],
    ['for somebody who is no agent', { assignee_id: 7 }, 'assignee'],
    ['of a customer nobody knows', { requester_id: 7 }, 'requester'],
  ])('%s are refused, with the field that is wrong', async (_what, more, field) => {
    const { status, body } = await ask('POST', '/api/v2/tickets.json', aTicket(more));
    expect({ status, error: body.error }).toEqual({ status: 422, error: 'RecordInvalid' });
    expect(Object.keys(body.details)).toEqual([field]);
  });
});

describe('people', () => {
  it('a customer is one user, however often they are told', async () => {
    const user = { external_id: 'c-1', name: 'Kim' };
    const first = await ask('POST', '/api/v2/users/create_or_update.json', { user });
    const again = await ask('POST', '/api/v2/users/create_or_update.json', { user: { ...user, name: 'Kim L.' } });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.user).toMatchObject({ id: first.body.user.id, name: 'Kim L.', external_id: 'c-1' });
  });

  it('agents have a locale, tags and an availability', async () => {
    const team = [
      { id: 1, name: 'On', locale: 'de-DE', tags: ['speaks_en'] },
      { id: 2, name: 'Off', locale: 'en-US', online: false },
    ];
    await fetch(`${service.url}/_agents`, { method: 'PUT', body: JSON.stringify(team) });
    const { body: users } = await ask('GET', '/api/v2/users.json?role=agent&page[size]=100');
    const { body: states } = await ask('GET', '/api/v2/agent_availabilities');
    expect(users.users).toMatchObject([{ id: 1, locale: 'de-DE', tags: ['speaks_en'] }, { id: 2 }]);
    const status = (one: { attributes: { agent_status: { name: string } } }) => one.attributes.agent_status.name;
    expect(states.data.map(status)).toEqual(['online', 'offline']);
  });
});

describe('webhooks', () => {
  it('tell what an agent did, signed over time and body', async () => {
    const ticket = await create();
    await agent(ticket.id, { action: 'called' });
    await agent(ticket.id, { action: 'solved', outcome: 'solved', compensationUsd: 10, minutes: 4 });
    await eventually(() => expect(calls).toHaveLength(3));
    const told = calls.map(({ body }) => JSON.parse(body));
    expect(told.map(({ callStep }) => callStep)).toEqual(['', 'called', 'called']);
    expect(told[2]).toMatchObject({
      ...{ ticketId: String(ticket.id), externalId: ticket.external_id, status: 'Solved' },
      ...{ callOutcome: 'solved', compensationUsd: '10', minutes: '4' },
    });
    for (const { headers, body } of calls) {
      const timestamp = String(headers['x-zendesk-webhook-signature-timestamp']);
      const signature = webhookSignature(account.webhookSecret, timestamp, body);
      expect(headers['x-zendesk-webhook-signature']).toBe(signature);
    }
    expect(new Set(calls.map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])).size).toBe(3);
  });

  it('come again under the same invocation id after a 503, not after a 500', async () => {
    answers = [503, 200];
    await create();
    await eventually(() => expect(calls).toHaveLength(2));
    expect(new Set(calls.map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])).size).toBe(1);
    answers = [500];
    await create();
    await eventually(() => expect(calls).toHaveLength(3));
    await create();
    await eventually(() => expect(calls).toHaveLength(4));
    expect(JSON.parse(calls[3]?.body ?? '{}').ticketId).not.toBe(JSON.parse(calls[2]?.body ?? '{}').ticketId);
  });
});

describe('refusals', () => {
  it('a wrong key', async () => {
    const { status } = await ask('GET', '/api/v2/tickets.json', undefined, { authorization: authorization('wrong') });
    expect(status).toBe(401);
  });

  it('too many requests, with the time to wait', async () => {
    await rule({ error: 'TooManyRequests', retryAfterSeconds: 7 });
    const { status, headers } = await ask('GET', '/api/v2/tickets.json');
    expect({ status, after: headers.get('retry-after') }).toEqual({ status: 429, after: '7' });
  });

  it('what is not there', async () => {
    expect((await ask('GET', '/api/v2/tickets/999999.json')).body.error).toBe('RecordNotFound');
    expect((await ask('GET', '/api/v2/views.json')).body.error).toBe('InvalidEndpoint');
    expect((await agent(999_999, { action: 'seen' })).status).toBe(404);
  });
});
