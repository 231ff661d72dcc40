// The real SDK against a server that answers as SES v2 and End User Messaging do.
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anEmail, anSms } from '../../../test/support/an-outgoing-message.ts';
import { type Answer, answeringServer } from '../../../test/support/answering-server.ts';
import { clientConfig } from '../../shared/aws/aws-clients.ts';
import { endUserMessagingProvider } from './end-user-messaging-provider.ts';
import { sesProvider } from './ses-provider.ts';

/** Only who never answers is given up soon: a busy machine may take a while to answer. */
const limitFor = (answer?: Answer) => (answer === 'hang' ? 200 : 10_000);
const configuration = (endpoint: string, limitMs: number) => ({
  ...{ ...clientConfig(limitMs, 1), endpoint, region: 'us-east-1' },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const sesAt = (url: string, limitMs = limitFor()) =>
  sesProvider({ client: new SESv2Client(configuration(url, limitMs)), configurationSet: 'set' });
const smsAt = (url: string, limitMs = limitFor()) => {
  const client = new PinpointSMSVoiceV2Client(configuration(url, limitMs));
  return endUserMessagingProvider({ client, configurationSet: 'set' });
};

const answering = async (answer: Answer) => {
  const server = await answeringServer(() => answer);
  onTestFinished(server.close);
  return server;
};
const sesOutcome = async (answer: Answer) => sesAt((await answering(answer)).url, limitFor(answer)).send(anEmail());
const smsOutcome = async (answer: Answer) => smsAt((await answering(answer)).url, limitFor(answer)).send(anSms());
const sesError = (status: number, name: string, message = 'no'): Answer => ({
  ...{ status, headers: { 'x-amzn-errortype': name }, body: { message } },
});
const smsError = (status: number, name: string, more: object = {}): Answer => ({
  ...{ status, headers: { 'content-type': 'application/x-amz-json-1.0' } },
  body: { __type: `com.amazonaws.pinpointsmsvoicev2#${name}`, Message: 'no', ...more },
});

describe('SES v2', () => {
  it('gets one message with its headers and echo tags', async () => {
    const { url, received } = await answering({ status: 200, body: { MessageId: 'm1' } });
    expect(await sesAt(url).send(anEmail())).toEqual({ kind: 'accepted', providerMessageId: 'm1' });
    expect(received[0]?.path).toBe('/v2/email/outbound-emails');
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      ...{ FromEmailAddress: 'Herald <hi@herald.example>', ConfigurationSetName: 'set' },
      Destination: { ToAddresses: ['ann@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: 'Hi', Charset: 'UTF-8' },
          Body: { Html: { Data: '<p>Hi Ann</p>' }, Text: { Data: 'Hi Ann' } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://pages.example/u/1>' }],
        },
      },
      EmailTags: [
        { Name: 'notificationId', Value: 'a'.repeat(32) },
        { Name: 'attempt', Value: '2' },
      ],
    });
  });

  it.each([
    [400, 'MessageRejected', 'permanent'],
    [400, 'BadRequestException', 'permanent'],
    [403, 'AccountSuspendedException', 'stop-program'],
    [400, 'SendingPausedException', 'stop-program'],
    [400, 'MailFromDomainNotVerifiedException', 'stop-program'],
    [404, 'NotFoundException', 'stop-program'],
    [429, 'TooManyRequestsException', 'transient'],
    [400, 'LimitExceededException', 'transient'],
    [403, 'ExpiredTokenException', 'transient'],
    [500, 'InternalFailure', 'transient'],
    [503, 'ServiceUnavailable', 'transient'],
  ])('answers %i %s: %s', async (status, name, kind) => {
    expect(await sesOutcome(sesError(status, name))).toMatchObject({ kind, code: name });
  });

  it('stops the program when the day’s quota is used up', async () => {
    const outcome = await sesOutcome(sesError(429, 'TooManyRequestsException', 'Daily message quota exceeded'));
    expect(outcome).toMatchObject({ kind: 'stop-program' });
  });

  it('is asked once, whatever happens', async () => {
    const { url, received } = await answering(sesError(500, 'InternalFailure'));
    await sesAt(url).send(anEmail());
    expect(received).toHaveLength(1);
  });
});

describe('End User Messaging', () => {
  it('gets one text with its echo context', async () => {
    const { url, received } = await answering({ status: 200, body: { MessageId: 'm1' } });
    expect(await smsAt(url).send(anSms())).toEqual({ kind: 'accepted', providerMessageId: 'm1' });
    expect(received[0]?.headers['x-amz-target']).toBe('PinpointSMSVoiceV2.SendTextMessage');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      ...{ DestinationPhoneNumber: '+12025550123', OriginationIdentity: '+12025550100', MessageBody: 'Hi Ann' },
      ...{ ConfigurationSetName: 'set', TimeToLive: 600 },
      Context: { notificationId: 'a'.repeat(32), attempt: '2' },
    });
  });

  it.each([
    ['ConflictException', { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }, { kind: 'permanent', suppress: 'stop' }],
    ['ConflictException', { Reason: 'RESOURCE_DISABLED' }, { kind: 'permanent' }],
    [
      'ValidationException',
      { Reason: 'INVALID_PARAMETER', Fields: [{ Name: 'DestinationPhoneNumber', Message: 'x' }] },
      { kind: 'permanent', suppress: 'invalid' },
    ],
    ['ValidationException', { Reason: 'INVALID_PARAMETER' }, { kind: 'permanent', code: 'INVALID_PARAMETER' }],
    [
      'ServiceQuotaExceededException',
      { Reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' },
      { kind: 'stop-program', code: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' },
    ],
    ['ServiceQuotaExceededException', { Reason: 'OTHER' }, { kind: 'transient' }],
    ['ThrottlingException', {}, { kind: 'transient', providerUp: true }],
    ['AccessDeniedException', { Reason: 'ACCOUNT_DISABLED' }, { kind: 'stop-program', code: 'ACCOUNT_DISABLED' }],
    ['ResourceNotFoundException', {}, { kind: 'stop-program' }],
  ])('answers %s %j', async (name, more, expected) => {
    const outcome = await smsOutcome(smsError(400, name, more));
    expect(outcome).toMatchObject(expected);
    expect('suppress' in outcome).toBe('suppress' in expected);
  });

  it('may be down for a while, and say for how long', async () => {
    const answer = smsError(500, 'InternalServerException') as Exclude<Answer, string>;
    expect(await smsOutcome(answer)).toMatchObject({ kind: 'transient', code: 'InternalServerException' });
    const later = { ...answer, headers: { ...answer.headers, 'retry-after': '30' } };
    expect(await smsOutcome(later)).toMatchObject({ kind: 'transient', retryAfterMs: 30_000 });
  });
});

describe.each([
  ['SES v2', sesOutcome, (url: string) => sesAt(url).send(anEmail())],
  ['End User Messaging', smsOutcome, (url: string) => smsAt(url).send(anSms())],
])('%s, when no answer comes', (_name, outcomeOf, sendTo) => {
  it.each(['hang', 'drop'] as const)('leaves the outcome unknown (%s)', async (answer) => {
    expect(await outcomeOf(answer)).toMatchObject({ kind: 'unknown' });
  });

  it('leaves it unknown when a success names no message, or can’t be read', async () => {
    expect(await outcomeOf({ status: 200, body: {} })).toMatchObject({ kind: 'unknown' });
    expect(await outcomeOf({ status: 200, body: '<html>' })).toMatchObject({ kind: 'unknown' });
  });

  it('was not asked when no connection could be made', async () => {
    const { url, close } = await answeringServer(() => 'hang');
    await close();
    expect(await sendTo(url)).toMatchObject({ kind: 'transient', code: 'ECONNREFUSED' });
  });
});
