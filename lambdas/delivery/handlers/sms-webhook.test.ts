import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../shared/clock.ts';
import { addressHasher } from '../adapters/address-hasher.ts';
import { memoryPolicyStore } from '../adapters/memory-policy-store.ts';
import type { StatusStream } from '../ports.ts';
import { createReceiveSms } from './receive-sms.ts';
import { createSmsWebhook } from './sms-webhook.ts';

const at = '2026-11-20T12:00:00.000Z';
const baseUrl = 'https://messages.example.com/live';
const from = '+4915112345678';

const open = (token = 'token') => {
  const put: Parameters<StatusStream['put']>[0][number][] = [];
  const policies = memoryPolicyStore();
  const hasher = addressHasher(async () => 'key');
  const metrics = { addMetric: () => {} };
  const inbound = { policies, hasher, metrics, clock: fixedClock(at) };
  const stream: StatusStream = { put: async (taken) => void put.push(...taken) };
  const authToken = async ({ fresh = false } = {}) => (fresh ? 'rotated' : token);
  const suppressed = async () => {
    const hash = await hasher.hash('sms', from);
    return (await policies.read({ customerIds: [], addressHashes: [hash] })).suppressed.get(hash);
  };
  return {
    put,
    policies,
    hasher,
    suppressed,
    inbound,
    call: createSmsWebhook({ ...inbound, stream, authToken, baseUrl }),
  };
};

type Call = { path: string; form: Record<string, string>; query?: Record<string, string>; token?: string };
/** As the service calls and signs it and as API Gateway hands it over: parameters in an order of its own. */
const webhook = ({ path, form, query = {}, token = 'token' }: Call) => {
  const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '';
  const sorted = Object.keys(form).sort();
  const text = `${baseUrl}${path}${search}${sorted.map((name) => name + form[name]).join('')}`;
  const reversed = Object.entries(query).reverse();
  return {
    path,
    httpMethod: 'POST',
    headers: { 'X-Twilio-Signature': createHmac('sha1', token).update(text).digest('base64') },
    multiValueQueryStringParameters: Object.fromEntries(reversed.map(([name, value]) => [name, [value]])),
    queryStringParameters: Object.fromEntries(reversed),
    body: new URLSearchParams(form).toString(),
    isBase64Encoded: false,
  };
};
const echo = { notificationId: 'a'.repeat(32), attempt: '1' };
const status = (form: Record<string, string> = {}, token = 'token') =>
  webhook({
    ...{ path: '/webhooks/sms/status', query: echo, token },
    form: { MessageSid: 'SM1', MessageStatus: 'delivered', To: from, From: '+12025550100', ...form },
  });
const inboundSms = (Body: string) =>
  webhook({ path: '/webhooks/sms/inbound', form: { From: from, To: '+12025550100', Body, MessageSid: 'SM2' } });

describe('status callbacks', () => {
  it('go into the stream of all SMS receipts, by message and without numbers', async () => {
    const { call, put } = open();
    expect((await call(status())).statusCode).toBe(204);
    const event = { MessageSid: 'SM1', MessageStatus: 'delivered', ...echo };
    expect(put).toEqual([{ key: echo.notificationId, record: { provider: 'sms-service', receivedAt: at, event } }]);
    expect(JSON.stringify(put)).not.toContain(from);
  });

  it('are refused without the service’s signature: nothing happens', async () => {
    const { call, put, suppressed } = open();
    const forged = { ...status(), body: status({ MessageStatus: 'failed' }).body };
    const elsewhere = {
      ...status(),
      multiValueQueryStringParameters: { notificationId: ['b'.repeat(32)], attempt: ['1'] },
    };
    for (const event of [forged, elsewhere, status({}, 'guess'), { ...inboundSms('STOP'), headers: null }])
      expect((await call(event)).statusCode).toBe(403);
    expect(put).toEqual([]);
    expect(await suppressed()).toBeUndefined();
  });

  it('are taken with a token that was just rotated, and when API Gateway hands the body over in base64', async () => {
    const { call, put } = open();
    expect((await call(status({}, 'rotated'))).statusCode).toBe(204);
    const event = status();
    const body = Buffer.from(event.body).toString('base64');
    expect((await call({ ...event, body, isBase64Encoded: true })).statusCode).toBe(204);
    expect(put).toHaveLength(2);
  });

  it('of no message are refused', async () => {
    const { call } = open();
    expect((await call(webhook({ path: '/webhooks/sms/status', form: { Hello: 'x' } }))).statusCode).toBe(400);
  });
});

describe('inbound SMS', () => {
  it('STOP suppresses, START lifts that again, both without a reply of ours', async () => {
    const { call, suppressed } = open();
    const stop = await call(inboundSms('  Stopp '));
    expect(stop).toMatchObject({ statusCode: 200, body: expect.stringMatching(/<Response><\/Response>$/) });
    expect(await suppressed()).toMatchObject({ reason: 'stop', source: 'sms:STOP', at });
    await call(inboundSms('START'));
    expect(await suppressed()).toBeUndefined();
  });

  it('START lifts no bounce and no complaint', async () => {
    const { call, suppressed, policies, hasher } = open();
    const addressHash = await hasher.hash('sms', from);
    await policies.suppress({ addressHash, reason: 'invalid', at, source: 'receipt' });
    await call(inboundSms('STOP'));
    await call(inboundSms('START'));
    expect((await suppressed())?.reason).toBe('invalid');
  });

  it('HELP is answered in the customer’s language; other messages change nothing', async () => {
    const { call, suppressed } = open();
    expect((await call(inboundSms('help'))).body).toContain('<Message>Herald: Erinnerungen');
    expect((await call(inboundSms('please stop by'))).body).not.toContain('<Message>');
    const nobody = webhook({ path: '/webhooks/sms/inbound', form: { From: 'Herald', Body: 'STOP' } });
    expect((await call(nobody)).statusCode).toBe(200);
    expect(await suppressed()).toBeUndefined();
  });

  it('comes from End User Messaging by SNS as well; what is none is left', async () => {
    const { inbound, suppressed } = open();
    const twoWay = { originationNumber: from, destinationNumber: '+12025550100', messageBody: 'abmelden' };
    const texts = ['Hello from SNS!', JSON.stringify({ ...twoWay, messageKeyword: 'K', inboundMessageId: '1' })];
    await createReceiveSms(inbound)({ Records: texts.map((Message) => ({ Sns: { Message } })) });
    expect((await suppressed())?.reason).toBe('stop');
  });
});
