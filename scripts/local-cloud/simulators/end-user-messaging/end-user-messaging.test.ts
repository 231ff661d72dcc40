import {
  CreateConfigurationSetCommand,
  CreateEventDestinationCommand,
  DescribeConfigurationSetsCommand,
  PinpointSMSVoiceV2Client,
  PutOptedOutNumberCommand,
  RequestPhoneNumberCommand,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
  UpdateEventDestinationCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RunningService } from '../kit/http-service.ts';
import { startEndUserMessaging } from './server.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:sms-events';
const published: { topic: string; batch: Record<string, unknown>[] }[] = [];
let service: RunningService;
let client: PinpointSMSVoiceV2Client;
beforeAll(async () => {
  service = await startEndUserMessaging({
    port: 0,
    publish: async (topic, texts) => void published.push({ topic, batch: texts.map((text) => JSON.parse(text)) }),
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new PinpointSMSVoiceV2Client({ endpoint: service.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'herald' }));
  await client.send(
    new CreateEventDestinationCommand({
      ConfigurationSetName: 'herald',
      EventDestinationName: 'sns',
      MatchingEventTypes: ['TEXT_ALL'],
      SnsDestination: { TopicArn: TOPIC },
    }),
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fetch(`${service.url}/_behaviour`, { method: 'DELETE' });
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

const send = async (more: Partial<SendTextMessageCommandInput> = {}) => {
  const { MessageId = '' } = await client.send(
    new SendTextMessageCommand({
      DestinationPhoneNumber: '+14155550100',
      OriginationIdentity: '+12025550199',
      MessageBody: 'On sale in 30 minutes',
      ConfigurationSetName: 'herald',
      Context: { notificationId: 'n-1', attempt: '1' },
      ...more,
    }),
  );
  return MessageId;
};
const rule = (then: unknown, times = 1) =>
  fetch(`${service.url}/_behaviour`, { method: 'PUT', body: JSON.stringify([{ match: {}, then, times }]) });
const receiptsOf = (messageId: string) =>
  published.flatMap(({ batch }) => batch).filter((event) => event.messageId === messageId);
const typesOf = (messageId: string) => receiptsOf(messageId).map(({ eventType }) => eventType);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe('receipts', () => {
  it('says queued, accepted by the carrier and delivered, and echoes the context', async () => {
    const id = await send();
    await eventually(() => expect(typesOf(id)).toEqual(['TEXT_QUEUED', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED']));
    expect(published.at(-1)?.topic).toBe(TOPIC);
    expect(receiptsOf(id)[2]).toMatchObject({
      isFinal: true,
      originationPhoneNumber: '+12025550199',
      destinationPhoneNumber: '+14155550100',
      messageEncoding: 'GSM',
      messageStatus: 'DELIVERED',
      context: { notificationId: 'n-1', attempt: '1' },
      totalMessageParts: 1,
      totalMessagePrice: 0.005_81,
    });
  });

  it('says what a rule says, in its order', async () => {
    await rule({
      receipts: [
        { type: 'TEXT_DELIVERED', delayMs: 0 },
        { type: 'TEXT_QUEUED', delayMs: 120 },
      ],
    });
    const id = await send();
    await eventually(() => expect(typesOf(id)).toEqual(['TEXT_DELIVERED', 'TEXT_QUEUED']));
  });

  it('goes out ten at a time at most', async () => {
    // What a receipt is due by stands still while the messages are sent: then all are due at once, however slowly that went.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    const ids = await Promise.all(Array.from({ length: 30 }, () => send()));
    vi.useRealTimers();
    await eventually(() => expect(ids.flatMap(typesOf)).toHaveLength(90));
    expect(Math.max(...published.map(({ batch }) => batch.length))).toBe(10);
  });

  it.each([
    ['a'.repeat(160), 'GSM', 1],
    ['a'.repeat(161), 'GSM', 2],
    ['€'.repeat(81), 'GSM', 2],
    ['ж'.repeat(70), 'Unicode', 1],
    ['ж'.repeat(71), 'Unicode', 2],
  ])('counts parts as the carrier does (%#)', async (MessageBody, messageEncoding, totalMessageParts) => {
    await rule({ receipts: [{ type: 'TEXT_DELIVERED', delayMs: 0 }] });
    const id = await send({ MessageBody });
    await eventually(() => expect(receiptsOf(id)).toMatchObject([{ messageEncoding, totalMessageParts }]));
  });

  it('follows an event destination that changed', async () => {
    await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'narrow' }));
    const destination = { ConfigurationSetName: 'narrow', EventDestinationName: 'sns' };
    const SnsDestination = { TopicArn: TOPIC };
    const create = { ...destination, MatchingEventTypes: ['TEXT_ALL' as const], SnsDestination };
    await client.send(new CreateEventDestinationCommand(create));
    await client.send(new UpdateEventDestinationCommand({ ...destination, MatchingEventTypes: ['TEXT_DELIVERED'] }));
    const described = await client.send(new DescribeConfigurationSetsCommand({ ConfigurationSetNames: ['narrow'] }));
    expect(described.ConfigurationSets?.[0]?.EventDestinations).toEqual([
      { EventDestinationName: 'sns', Enabled: true, MatchingEventTypes: ['TEXT_DELIVERED'], SnsDestination },
    ]);
    const id = await send({ ConfigurationSetName: 'narrow' });
    await eventually(() => expect(typesOf(id)).toEqual(['TEXT_DELIVERED']));
    await expect(client.send(new CreateEventDestinationCommand(create))).rejects.toMatchObject({
      name: 'ConflictException',
      Reason: 'RESOURCE_ALREADY_EXISTS',
    });
  });
});

describe('refusals, as the SDK reads them', () => {
  it.each([
    ['ConflictException', { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }, 400],
    ['ValidationException', { Reason: 'FIELD_VALIDATION_FAILED' }, 400],
    ['ServiceQuotaExceededException', { Reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }, 400],
    ['ThrottlingException', {}, 400],
    ['InternalServerException', {}, 500],
  ])('%s when a rule asks for it', async (name, more, status) => {
    await rule({ error: name });
    await expect(send()).rejects.toMatchObject({ name, ...more, $metadata: { httpStatusCode: status } });
    expect(await send()).toMatch(/-/);
  });

  it.each<[string, Partial<SendTextMessageCommandInput>]>([
    ['ValidationException', { DestinationPhoneNumber: 'nobody' }],
    ['ValidationException', { MessageBody: 'a'.repeat(1601) }],
    ['ValidationException', { Context: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } }],
    ['ResourceNotFoundException', { ConfigurationSetName: 'nope' }],
  ])('%s for %j', async (name, more) => {
    await expect(send(more)).rejects.toMatchObject({ name });
  });

  it('throttles over a rate', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(0); // all in one second, however busy the machine
    await rule({ perSecond: 2 }, 100);
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => send()));
    const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason.name)).toEqual(Array(3).fill('ThrottlingException'));
  });
});

describe('a customer who writes', () => {
  const write = (message: Record<string, string>) =>
    fetch(`${service.url}/_inbound`, { method: 'POST', body: JSON.stringify(message) });
  const request = async (more: Record<string, unknown>) => {
    const base = { IsoCountryCode: 'US', MessageType: 'TRANSACTIONAL', NumberType: 'TOLL_FREE' } as const;
    const command = new RequestPhoneNumberCommand({ ...base, NumberCapabilities: ['SMS'], ...more });
    const { PhoneNumber = '', PhoneNumberId = '' } = await client.send(command);
    return { PhoneNumber, PhoneNumberId };
  };

  it('reaches the topic, and STOP opts out of the number’s list', async () => {
    const { PhoneNumber } = await request({ OptOutListName: 'fans' });
    const reply = await write({ from: '+14155550111', to: PhoneNumber, body: ' stop ', topicArn: 'arn:inbound' });
    expect(reply.status).toBe(200);
    expect(published.at(-1)).toMatchObject({
      topic: 'arn:inbound',
      batch: [{ originationNumber: '+14155550111', destinationNumber: PhoneNumber, messageBody: ' stop ' }],
    });
    const refused = send({ OriginationIdentity: PhoneNumber, DestinationPhoneNumber: '+14155550111' });
    await expect(refused).rejects.toMatchObject({ Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' });
    expect(await send({ OriginationIdentity: PhoneNumber })).not.toBe('');
  });

  it('is not reached by a number without a two-way channel', async () => {
    expect((await write({ from: '+1', to: '+12025550142', body: 'hi' })).status).toBe(409);
  });

  it('is refused when the account put the number on its list', async () => {
    const OptedOutNumber = '+14155550122';
    await client.send(new PutOptedOutNumberCommand({ OptOutListName: 'Default', OptedOutNumber }));
    await expect(send({ DestinationPhoneNumber: OptedOutNumber })).rejects.toMatchObject({ name: 'ConflictException' });
  });
});
