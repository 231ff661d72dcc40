// The adapters and the simulators of message providers understand each other: real SDKs and HTTP over the loopback address.
import { createServer } from 'node:http';
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import {
  CreateEventDestinationCommand as NewSmsDestination,
  CreateConfigurationSetCommand as NewSmsSet,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { endUserMessagingProvider } from '../../lambdas/delivery/adapters/end-user-messaging-provider.ts';
import { sesProvider } from '../../lambdas/delivery/adapters/ses-provider.ts';
import { smsServiceProvider } from '../../lambdas/delivery/adapters/sms-service-provider.ts';
import { parseTextEvent } from '../../lambdas/delivery/domain/receipts/end-user-messaging-receipt.ts';
import type { ParsedReceipt } from '../../lambdas/delivery/domain/receipts/receipt.ts';
import { parseSesEvent } from '../../lambdas/delivery/domain/receipts/ses-receipt.ts';
import { parseStatusCallback } from '../../lambdas/delivery/domain/receipts/sms-service-receipt.ts';
import type { MessageProvider, OutgoingMessage } from '../../lambdas/delivery/ports.ts';
import { startEndUserMessaging } from '../../scripts/local-cloud/simulators/end-user-messaging/server.ts';
import { listen, type RunningService, readBody } from '../../scripts/local-cloud/simulators/kit/http-service.ts';
import { startSes } from '../../scripts/local-cloud/simulators/ses/server.ts';
import { startSmsService } from '../../scripts/local-cloud/simulators/sms-service/server.ts';

const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const TIME_LIMIT_MS = 10_000;
const HASTE_MS = 1_000;
const receipts: ParsedReceipt[] = [];
/** `hasty`: the same with a time limit that a late answer passes; a busy machine's answers must not pass the usual one. */
type Simulated = { service: RunningService; provider: MessageProvider; hasty: MessageProvider };
const all: Record<string, Simulated> = {};
let pages: RunningService;
const clients: { destroy(): void }[] = [];

const sdk = (endpoint: string, requestTimeout = TIME_LIMIT_MS) => ({
  endpoint,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
  requestHandler: { requestTimeout, throwOnRequestTimeout: true },
});

const simulatedSes = async (): Promise<Simulated> => {
  const putEvents = async (entries: PutEventsRequestEntry[]) => {
    for (const { Detail } of entries) receipts.push(parseSesEvent({ detail: JSON.parse(Detail ?? '') }));
  };
  const service = await startSes({ port: 0, putEvents });
  const [client, hasty] = [new SESv2Client(sdk(service.url)), new SESv2Client(sdk(service.url, HASTE_MS))];
  clients.push(client, hasty);
  const ConfigurationSetName = 'herald';
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'herald.example' }));
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
  const EventBridgeDestination = { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' };
  await client.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName,
      EventDestinationName: 'bus',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'OPEN'],
        EventBridgeDestination,
      },
    }),
  );
  const by = (one: SESv2Client) => sesProvider({ client: one, configurationSet: ConfigurationSetName });
  return { service, provider: by(client), hasty: by(hasty) };
};

const simulatedEndUserMessaging = async (): Promise<Simulated> => {
  const publish = async (_topic: string, texts: string[]) => {
    for (const text of texts) receipts.push(parseTextEvent(JSON.parse(text)));
  };
  const service = await startEndUserMessaging({ port: 0, publish });
  const client = new PinpointSMSVoiceV2Client(sdk(service.url));
  const hasty = new PinpointSMSVoiceV2Client(sdk(service.url, HASTE_MS));
  clients.push(client, hasty);
  const ConfigurationSetName = 'herald';
  await client.send(new NewSmsSet({ ConfigurationSetName }));
  const SnsDestination = { TopicArn: 'arn:aws:sns:us-east-1:000000000000:sms-events' };
  const destination = { EventDestinationName: 'sns', MatchingEventTypes: ['TEXT_ALL' as const], SnsDestination };
  await client.send(new NewSmsDestination({ ConfigurationSetName, ...destination }));
  const by = (one: PinpointSMSVoiceV2Client) =>
    endUserMessagingProvider({ client: one, configurationSet: ConfigurationSetName });
  return { service, provider: by(client), hasty: by(hasty) };
};

const simulatedSmsService = async (): Promise<Simulated> => {
  const server = createServer(async (request, response) => {
    const echo = new URL(request.url ?? '/', 'http://pages').searchParams;
    const form = new URLSearchParams((await readBody(request)).toString());
    receipts.push(parseStatusCallback(Object.fromEntries([...form, ...echo]), new Date().toISOString()));
    response.end();
  });
  pages = await listen(server, { host: '127.0.0.1', port: 0 });
  const service = await startSmsService({ port: 0, account });
  const by = (timeLimitMs: number) =>
    smsServiceProvider({
      serviceUrl: service.url,
      pagesUrl: pages.url,
      account: async () => JSON.stringify(account),
      timeLimitMs,
    });
  return { service, provider: by(TIME_LIMIT_MS), hasty: by(HASTE_MS) };
};

beforeAll(async () => {
  all.ses = await simulatedSes();
  all['end-user-messaging'] = await simulatedEndUserMessaging();
  all['sms-service'] = await simulatedSmsService();
});
afterEach(async () => {
  receipts.length = 0;
  await Promise.all(Object.values(all).map(({ service }) => fetch(`${service.url}/_behaviour`, { method: 'DELETE' })));
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await Promise.all([...Object.values(all).map(({ service }) => service.close()), pages.close()]);
});

const named = (name: string): Simulated => {
  const found = all[name];
  if (!found) throw new Error(`No simulator ${name}`);
  return found;
};
const email = { kind: 'email' as const, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' };
const sms = { kind: 'sms' as const, text: 'Hello', parts: 1 };
const send = (name: string, more: Partial<OutgoingMessage> = {}, by = named(name).provider) =>
  by.send({
    notificationId: 'n-1',
    attempt: 2,
    to: name === 'ses' ? 'fan@example.com' : '+14155550100',
    marketplace: 'US',
    from: name === 'ses' ? 'Herald <hello@herald.example>' : '+12025550199',
    content: name === 'ses' ? email : sms,
    headers: name === 'ses' ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {},
    validForSeconds: 600,
    ...more,
  });
const rule = (name: string, then: unknown) =>
  fetch(`${named(name).service.url}/_behaviour`, { method: 'PUT', body: JSON.stringify([{ match: {}, then }]) });
const told = () => receipts.map((parsed) => (parsed.kind === 'receipt' ? parsed.receipt.status : parsed.reason));

describe('what is sent is accepted, and its receipts come back with the echo', () => {
  it.each([
    ['ses', ['accepted', 'delivered']],
    ['end-user-messaging', ['accepted', 'sent', 'delivered']],
    ['sms-service', ['sent', 'delivered']],
  ])('%s', async (name, statuses) => {
    const outcome = await send(name);
    expect(outcome).toEqual({ kind: 'accepted', providerMessageId: expect.any(String) });
    await vi.waitFor(() => expect(told()).toEqual(statuses), { timeout: 10_000 });
    for (const parsed of receipts) {
      const { providerMessageId } = outcome as { providerMessageId: string };
      const receipt = { provider: name, notificationId: 'n-1', attempt: 2, providerMessageId };
      expect(parsed).toMatchObject({ kind: 'receipt', receipt });
    }
  });

  it.each([
    ['ses', 'Bounce', { status: 'failed', suppress: 'bounce' }],
    ['ses', 'Complaint', { status: 'complained', suppress: 'complaint' }],
    ['ses', 'Reject', { status: 'failed', code: 'Reject' }],
    ['ses', 'Open', { status: 'opened' }],
    ['end-user-messaging', 'TEXT_INVALID', { status: 'failed', suppress: 'invalid' }],
    ['end-user-messaging', 'TEXT_CARRIER_BLOCKED', { status: 'failed', cost: { parts: 1 } }],
    ['sms-service', 'undelivered:30005', { status: 'failed', suppress: 'invalid' }],
  ])('%s: %s', async (name, receipt, expected) => {
    await rule(name, { receipts: [receipt] });
    await send(name, name === 'ses' ? { to: `${receipt.toLowerCase()}@example.com` } : {});
    await vi.waitFor(() => expect(receipts).toMatchObject([{ receipt: expected }]), { timeout: 10_000 });
  });
});

describe('what is refused is understood', () => {
  it.each([
    ['ses', { error: 'TooManyRequestsException' }, { kind: 'transient', code: 'TooManyRequestsException' }],
    ['ses', { error: 'InternalServiceErrorException' }, { kind: 'transient' }],
    ['ses', { error: 'MessageRejected' }, { kind: 'permanent', code: 'MessageRejected' }],
    ['ses', { error: 'BadRequestException' }, { kind: 'permanent' }],
    ['ses', { error: 'SendingPausedException' }, { kind: 'stop-program' }],
    ['ses', { error: 'AccountSuspendedException' }, { kind: 'stop-program' }],
    ['ses', { error: 'MailFromDomainNotVerifiedException' }, { kind: 'stop-program' }],
    ['ses', { error: 'LimitExceededException' }, { kind: 'stop-program' }],
    ['end-user-messaging', { error: 'ThrottlingException' }, { kind: 'transient', providerUp: true }],
    ['end-user-messaging', { error: 'InternalServerException' }, { kind: 'transient' }],
    ['end-user-messaging', { error: 'ConflictException' }, { kind: 'permanent', suppress: 'stop' }],
    ['end-user-messaging', { error: 'ValidationException' }, { kind: 'permanent', suppress: 'invalid' }],
    [
      'end-user-messaging',
      { error: 'ServiceQuotaExceededException' },
      { kind: 'stop-program', code: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' },
    ],
    ['sms-service', { error: '20429', retryAfterSeconds: 3 }, { kind: 'transient', retryAfterMs: 3000 }],
    ['sms-service', { error: '20503' }, { kind: 'transient' }],
    ['sms-service', { error: '21211' }, { kind: 'permanent', suppress: 'invalid' }],
    ['sms-service', { error: '21610' }, { kind: 'permanent', suppress: 'stop' }],
  ])('%s: %j', async (name, then, outcome) => {
    await rule(name, then);
    expect(await send(name)).toMatchObject(outcome);
  });

  it('a number that is none', async () => {
    const to = { to: '+1' };
    expect(await send('end-user-messaging', to)).toMatchObject({ kind: 'permanent', suppress: 'invalid' });
    expect(await send('sms-service', to)).toMatchObject({ kind: 'permanent', suppress: 'invalid' });
  });
});

describe('what stays without an answer is unknown, though it was sent', () => {
  it.each(['ses', 'end-user-messaging', 'sms-service'])('%s loses its answer', async (name) => {
    await rule(name, { drop: true, afterwards: true });
    expect(await send(name)).toMatchObject({ kind: 'unknown' });
    await vi.waitFor(() => expect(told()).toContain('delivered'), { timeout: 10_000 });
  });

  it.each(['ses', 'end-user-messaging', 'sms-service'])('%s answers too late', async (name) => {
    await rule(name, { delayMs: 3 * HASTE_MS, afterwards: true });
    expect(await send(name, {}, named(name).hasty)).toMatchObject({ kind: 'unknown' });
    await vi.waitFor(() => expect(told()).toContain('delivered'), { timeout: 10_000 });
  });
});
