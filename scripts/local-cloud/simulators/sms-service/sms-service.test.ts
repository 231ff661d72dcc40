import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listen, type RunningService, readBody } from '../kit/http-service.ts';
import { startSmsService } from './server.ts';
import { webhookSignature } from './signature.ts';

const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'token' };
type Call = { url: string; headers: IncomingHttpHeaders; form: Record<string, string> };
const calls: Call[] = [];
let failures = 0;
let service: RunningService;
let webhook: RunningService;
beforeAll(async () => {
  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams((await readBody(request)).toString()));
    calls.push({ url: `${webhook.url}${request.url}`, headers: request.headers, form });
    failures -= 1;
    response.writeHead(failures >= 0 ? 503 : 200).end('<Response/>');
  });
  webhook = await listen(server, { host: '127.0.0.1', port: 0 });
  service = await startSmsService({ port: 0, account });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fetch(`${service.url}/_behaviour`, { method: 'DELETE' });
  calls.length = 0;
});
afterAll(async () => {
  await service.close();
  await webhook.close();
});

const send = async (more: Record<string, string> = {}, authToken = account.authToken) => {
  const form = { To: '+14155550100', From: '+12025550199', Body: 'On sale soon', ...more };
  const response = await fetch(`${service.url}/2010-04-01/Accounts/${account.accountSid}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${account.accountSid}:${authToken}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};
const rule = (then: unknown, times = 1) =>
  fetch(`${service.url}/_behaviour`, { method: 'PUT', body: JSON.stringify([{ match: {}, then, times }]) });
const callback = (id: string) => ({ StatusCallback: `${webhook.url}/status?id=${id}` });
const statuses = () => calls.map(({ form }) => form.MessageStatus);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe('a message', () => {
  it('is queued with a new sid, each time', async () => {
    const [first, second] = [await send(), await send()];
    expect(first).toMatchObject({
      status: 201,
      body: { status: 'queued', to: '+14155550100', num_segments: '1', account_sid: account.accountSid },
    });
    expect(first.body.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(second.body.sid).not.toBe(first.body.sid);
  });

  it('tells its callback that it was sent and delivered, signed', async () => {
    const { body } = await send(callback('n-1'));
    await eventually(() => expect(statuses()).toEqual(['sent', 'delivered']));
    for (const { url, headers, form } of calls) {
      expect(form.MessageSid).toBe(body.sid);
      expect(url).toContain('/status?id=n-1');
      expect(headers['content-type']).toContain('x-www-form-urlencoded');
      expect(headers['x-twilio-signature']).toBe(webhookSignature(account.authToken, url, form));
    }
  });

  it('tells what a rule says, with its error code', async () => {
    await rule({
      receipts: [
        { type: 'undelivered:30003', delayMs: 0 },
        { type: 'sent', delayMs: 120 },
      ],
    });
    await send(callback('n-2'));
    await eventually(() => expect(statuses()).toEqual(['undelivered', 'sent']));
    expect(calls[0]?.form).toMatchObject({ ErrorCode: '30003' });
  });

  it('tells again what the callback could not take', async () => {
    failures = 2;
    await rule({ receipts: ['delivered'] });
    await send(callback('n-3'));
    await eventually(() => expect(statuses()).toEqual(['delivered', 'delivered', 'delivered']));
  });
});

describe('refusals', () => {
  it.each([
    ['21604', { To: '' }],
    ['21211', { To: '+1' }],
    ['21602', { Body: '' }],
    ['21603', { From: '' }],
    ['21617', { Body: 'a'.repeat(1601) }],
    ['21609', { StatusCallback: 'nowhere' }],
  ])('%s for %j', async (code, more) => {
    const { status, body } = await send(more);
    expect(status).toBe(400);
    expect(body).toEqual({
      code: Number(code),
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
  });

  it('a wrong token', async () => {
    expect(await send({}, 'wrong')).toMatchObject({ status: 401, body: { code: 20_003 } });
  });

  it('the old token once it is rotated, and takes the new one', async () => {
    await fetch(`${service.url}/_token`, { method: 'PUT', body: 'newer' });
    expect([(await send()).status, (await send({}, 'newer')).status]).toEqual([401, 201]);
    await fetch(`${service.url}/_token`, { method: 'PUT', body: account.authToken });
    expect((await send()).status).toBe(201);
  });

  it.each([
    ['20429', 429],
    ['21610', 400],
    ['20500', 500],
    ['20503', 503],
  ])('%s when a rule asks for it', async (error, status) => {
    await rule({ error, retryAfterSeconds: 7 });
    const { headers, ...answer } = await send();
    expect(answer).toMatchObject({ status, body: { code: Number(error), status } });
    expect(headers.get('retry-after')).toBe(status === 429 ? '7' : null);
    expect((await send()).status).toBe(201);
  });

  it('more than a rate', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(0); // all in one second, however busy the machine
    await rule({ perSecond: 2 }, 100);
    const answers = await Promise.all(Array.from({ length: 4 }, () => send()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 429, 429]);
  });
});

describe('a customer who writes', () => {
  const write = async (body: string) => {
    const message = { from: '+14155550177', to: '+12025550199', body, url: `${webhook.url}/inbound` };
    const response = await fetch(`${service.url}/_inbound`, { method: 'POST', body: JSON.stringify(message) });
    return { status: response.status, body: await response.json() };
  };

  it('reaches the webhook, signed; STOP blocks and START opens', async () => {
    expect(await write(' Stop ')).toMatchObject({
      status: 200,
      body: { webhook: { status: 200, text: '<Response/>' } },
    });
    const [{ url, headers, form } = { url: '', headers: {}, form: {} }] = calls;
    expect(form).toMatchObject({ From: '+14155550177', To: '+12025550199', Body: ' Stop ', SmsStatus: 'received' });
    expect(headers['x-twilio-signature']).toBe(webhookSignature(account.authToken, url, form));
    expect((await send({ To: '+14155550177' })).body).toMatchObject({ code: 21_610 });
    await write('START');
    expect((await send({ To: '+14155550177' })).status).toBe(201);
  });

  it('needs somewhere to go', async () => {
    const reply = await fetch(`${service.url}/_inbound`, {
      method: 'POST',
      body: '{"from":"+1","to":"+2","body":"x"}',
    });
    expect(reply.status).toBe(400);
  });
});
