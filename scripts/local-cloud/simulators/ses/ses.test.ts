import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  DeleteConfigurationSetCommand,
  GetConfigurationSetCommand,
  GetSuppressedDestinationCommand,
  PutConfigurationSetSendingOptionsCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningService } from '../kit/http-service.ts';
import { startSes } from './server.ts';

const published: PutEventsRequestEntry[] = [];
let service: RunningService;
let client: SESv2Client;
beforeAll(async () => {
  service = await startSes({ port: 0, putEvents: async (entries) => void published.push(...entries) });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SESv2Client({ endpoint: service.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'herald.example' }));
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'herald' }));
  await client.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: 'herald',
      EventDestinationName: 'bus',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'OPEN', 'REJECT'],
        EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
      },
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

const send = async (to: string, more: Partial<SendEmailCommandInput> = {}) => {
  const Simple = {
    Subject: { Data: 'Hello' },
    Body: { Text: { Data: 'text' }, Html: { Data: '<p>text</p>' } },
    Headers: [{ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' }],
  };
  const { MessageId = '' } = await client.send(
    new SendEmailCommand({
      FromEmailAddress: 'Herald <hello@herald.example>',
      Destination: { ToAddresses: [to] },
      Content: { Simple },
      EmailTags: [{ Name: 'notificationId', Value: 'n-1' }],
      ConfigurationSetName: 'herald',
      ...more,
    }),
  );
  return MessageId;
};
const rule = (then: unknown, times = 1) =>
  fetch(`${service.url}/_behaviour`, {
    method: 'PUT',
    body: JSON.stringify([{ match: { path: 'outbound-emails' }, then, times }]),
  });
type Detail = { eventType: string; mail: { messageId: string; tags: Record<string, string[]> } } & Record<
  string,
  unknown
>;
const eventsOf = (messageId: string) =>
  published
    .map((entry) => ({ ...entry, detail: JSON.parse(entry.Detail ?? '') as Detail }))
    .filter(({ detail }) => detail.mail.messageId === messageId);
const kindsOf = (messageId: string) => eventsOf(messageId).map(({ detail }) => detail.eventType);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe('sending', () => {
  it('tells that it sent and delivered, on EventBridge, with the tags it got', async () => {
    const id = await send('fan@example.com');
    await eventually(() => expect(kindsOf(id)).toEqual(['Send', 'Delivery']));
    const [sent, delivered] = eventsOf(id);
    expect(sent).toMatchObject({
      Source: 'aws.ses',
      DetailType: 'Email Sent',
      Resources: ['arn:aws:ses:us-east-1:000000000000:configuration-set/herald'],
      detail: { mail: { destination: ['fan@example.com'], tags: { notificationId: ['n-1'] } }, send: {} },
    });
    expect(delivered).toMatchObject({
      DetailType: 'Email Delivered',
      detail: { delivery: { recipients: ['fan@example.com'] } },
    });
  });

  it.each([
    ['bounce', ['Send', 'Bounce']],
    ['complaint+label', ['Send', 'Delivery', 'Complaint']],
    ['suppressionlist', ['Send', 'Bounce']],
  ])('%s@simulator.amazonses.com does as in the real mailbox simulator', async (local, kinds) => {
    const id = await send(`${local}@simulator.amazonses.com`);
    await eventually(() => expect(kindsOf(id)).toEqual(kinds));
  });

  it('publishes what a rule says, in its time', async () => {
    await rule({ receipts: [{ type: 'Open', delayMs: 0 }, { type: 'SoftBounce', delayMs: 120 }, 'Click'] });
    const id = await send('fan@example.com');
    await eventually(() => expect(kindsOf(id)).toEqual(['Open', 'Bounce'])); // the destination has no CLICK
    expect(eventsOf(id)[1]?.detail).toMatchObject({
      bounce: { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: 'fan@example.com' }] },
    });
  });

  it('puts an address that bounced on the suppression list, and bounces it from there', async () => {
    await rule({ receipts: ['Bounce'] });
    const first = await send('gone@example.com');
    await eventually(() => expect(kindsOf(first)).toEqual(['Bounce']));
    const listed = await client.send(new GetSuppressedDestinationCommand({ EmailAddress: 'Gone@example.com' }));
    expect(listed.SuppressedDestination).toMatchObject({ Reason: 'BOUNCE' });
    const second = await send('gone@example.com');
    await eventually(() => expect(kindsOf(second)).toEqual(['Send', 'Bounce']));
    expect(eventsOf(second)[1]?.detail.bounce).toMatchObject({ bounceSubType: 'OnAccountSuppressionList' });
  });

  it('publishes nothing for a message without a configuration set', async () => {
    const bare = await send('fan@example.com', { ConfigurationSetName: undefined });
    const followed = await send('fan@example.com');
    await eventually(() => expect(kindsOf(followed)).toHaveLength(2));
    expect(kindsOf(bare)).toEqual([]);
  });

  it('sends although the answer is lost', async () => {
    await rule({ drop: true, afterwards: true });
    const before = published.length;
    await expect(send('lost@example.com')).rejects.toThrow();
    await eventually(() =>
      expect(published.slice(before).map(({ DetailType }) => DetailType)).toContain('Email Delivered'),
    );
  });
});

describe('refusals, as the SDK reads them', () => {
  it.each([
    ['AccountSuspendedException', 400],
    ['LimitExceededException', 400],
    ['MailFromDomainNotVerifiedException', 400],
    ['MessageRejected', 400],
    ['SendingPausedException', 400],
    ['TooManyRequestsException', 429],
    ['InternalServiceErrorException', 500],
  ])('%s when a rule asks for it', async (name, status) => {
    await rule({ error: name });
    await expect(send('fan@example.com')).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(await send('fan@example.com')).toMatch(/^0100/);
  });

  it.each<[string, Partial<SendEmailCommandInput>, string]>([
    ['MessageRejected', { FromEmailAddress: 'hello@unknown.example' }, 'not verified'],
    ['NotFoundException', { ConfigurationSetName: 'nope' }, '<nope> does not exist'],
    ['BadRequestException', { Destination: {} }, 'Recipient count'],
    ['BadRequestException', { Destination: { ToAddresses: ['nobody'] } }, 'domain'],
    ['BadRequestException', { EmailTags: [{ Name: 'a b', Value: 'c' }] }, 'tag <a b>'],
    ['BadRequestException', { Content: {} }, 'Content'],
  ])('%s for %j', async (name, more, words) => {
    await expect(send('fan@example.com', more)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(words),
    });
  });

  it('a rate over the limit', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(0); // all in one second, however busy the machine
    await rule({ perSecond: 3 }, 100);
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => send('fan@example.com')));
    const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason.name)).toEqual(['TooManyRequestsException', 'TooManyRequestsException']);
  });

  it('a configuration set that may not send, and one that is gone', async () => {
    const ConfigurationSetName = 'short-lived';
    await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
    await client.send(new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled: false }));
    await expect(send('fan@example.com', { ConfigurationSetName })).rejects.toThrow('sending is disabled');
    await client.send(new DeleteConfigurationSetCommand({ ConfigurationSetName }));
    const gone = client.send(new GetConfigurationSetCommand({ ConfigurationSetName }));
    await expect(gone).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});
