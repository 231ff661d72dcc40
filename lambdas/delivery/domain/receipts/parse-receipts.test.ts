import { describe, expect, it } from 'vitest';
import { parseTextEvent } from './end-user-messaging-receipt.ts';
import { parkSeconds, parseParked } from './parked-receipt.ts';
import { parseSesEvent } from './ses-receipt.ts';
import { parseStatusCallback } from './sms-service-receipt.ts';
import { parseStreamRecord } from './stream-record.ts';

const id = 'a'.repeat(32);
const at = '2026-11-20T12:00:00.000Z';

describe('End User Messaging', () => {
  const event = {
    eventType: 'TEXT_DELIVERED',
    eventVersion: '1.0',
    eventTimestamp: Date.parse(at),
    isFinal: true,
    destinationPhoneNumber: '+12025550123',
    messageId: 'm-1',
    messageStatus: 'DELIVERED',
    context: { notificationId: id, attempt: '2' },
    totalMessageParts: 2,
    totalMessagePrice: 0.01162,
    totalCarrierFee: 0.006,
  };
  const read = (overrides: object) => parseTextEvent({ ...event, ...overrides });

  it('reads who, which attempt, what, when and what it cost, and no number', () => {
    expect(read({})).toEqual({
      kind: 'receipt',
      receipt: {
        ...{ provider: 'end-user-messaging', notificationId: id, attempt: 2, providerMessageId: 'm-1' },
        ...{ status: 'delivered', at, cost: { parts: 2, usd: expect.closeTo(0.01762) } },
      },
    });
  });

  it.each([
    ['TEXT_PENDING', 'accepted', undefined],
    ['TEXT_QUEUED', 'accepted', undefined],
    ['TEXT_SUCCESSFUL', 'sent', undefined],
    ['TEXT_INVALID', 'failed', 'invalid'],
    ['TEXT_UNREACHABLE', 'failed', undefined],
    ['TEXT_TTL_EXPIRED', 'failed', undefined],
    ['TEXT_PROTECT_BLOCKED', 'failed', undefined],
  ])('%s: %s', (eventType, status, suppress) => {
    const parsed = read({ eventType });
    expect(parsed).toMatchObject({ receipt: { status, ...(status === 'failed' && { code: eventType }) } });
    expect(parsed.kind === 'receipt' && parsed.receipt.suppress).toBe(suppress);
  });

  it('does without an echo, and refuses what it does not know', () => {
    expect(read({ context: {} })).toMatchObject({ receipt: { providerMessageId: 'm-1' } });
    expect(read({ context: { notificationId: id, attempt: 'x' } })).not.toHaveProperty('receipt.attempt');
    expect(read({ eventType: 'MEDIA_DELIVERED' })).toEqual({ kind: 'refused', reason: 'unknown-event-type' });
    expect(read({ eventType: 'constructor' })).toEqual({ kind: 'refused', reason: 'unknown-event-type' });
    expect(read({ eventTimestamp: 9e15 })).toEqual({ kind: 'refused', reason: 'time-out-of-range' });
    expect(parseTextEvent('Hello from SNS!')).toEqual({ kind: 'refused', reason: 'not-a-text-event' });
  });
});

describe('the SMS service', () => {
  const read = (overrides: object) =>
    parseStatusCallback(
      { MessageSid: 'SM1', MessageStatus: 'sent', notificationId: id, attempt: '1', ...overrides },
      at,
    );

  it.each([
    ['queued', 'accepted'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'failed'],
    ['canceled', 'failed'],
  ])('%s: %s', (MessageStatus, status) => {
    expect(read({ MessageStatus })).toMatchObject({ receipt: { status, at, notificationId: id, attempt: 1 } });
  });

  it('suppresses dead and unsubscribed numbers, no others', () => {
    const suppress = (ErrorCode: string, MessageStatus = 'failed') => {
      const parsed = read({ MessageStatus, ErrorCode });
      return parsed.kind === 'receipt' && parsed.receipt.suppress;
    };
    expect(['21211', '30005', '30006', '21610'].map((code) => suppress(code))).toEqual([
      ...['invalid', 'invalid', 'invalid', 'stop'],
    ]);
    expect([suppress('30003'), suppress('30008'), suppress('21610', 'sent')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(read({ MessageStatus: 'exploded' })).toEqual({ kind: 'refused', reason: 'unknown-status' });
  });
});

describe('SES', () => {
  const mail = { timestamp: at, messageId: 'ses-1', tags: { notificationId: [id], attempt: ['1'] } };
  const later = '2026-11-20T12:00:05.000Z';
  const read = (detail: object) => parseSesEvent({ source: 'aws.ses', detail: { mail, ...detail } });

  it.each([
    ['Send', { send: {} }, { status: 'accepted', at }],
    ['Reject', { reject: { reason: 'Bad content' } }, { status: 'failed', at, code: 'Reject' }],
    ['Delivery', { delivery: { timestamp: later } }, { status: 'delivered', at: later }],
    ['DeliveryDelay', { deliveryDelay: { timestamp: later, delayType: 'MailboxFull' } }, { status: 'delayed' }],
    ['Complaint', { complaint: { timestamp: later } }, { status: 'complained', suppress: 'complaint' }],
    ['Open', { open: { timestamp: later, userAgent: 'Mozilla/5.0' } }, { status: 'opened', machine: true }],
    ['Click', { click: { timestamp: later, userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' } }, { status: 'clicked' }],
  ])('%s', (eventType, part, expected) => {
    expect(read({ eventType, ...part })).toMatchObject({
      kind: 'receipt',
      receipt: { provider: 'ses', notificationId: id, attempt: 1, providerMessageId: 'ses-1', ...expected },
    });
  });

  it('suppresses after a permanent bounce only, and not after the contrary of a complaint', () => {
    const bounce = (bounceType: string) =>
      read({ eventType: 'Bounce', bounce: { timestamp: later, bounceType, bounceSubType: 'General' } });
    expect(bounce('Permanent')).toMatchObject({
      receipt: { status: 'failed', suppress: 'bounce', code: 'Bounce:Permanent:General' },
    });
    for (const type of ['Transient', 'Undetermined']) expect(bounce(type)).not.toHaveProperty('receipt.suppress');
    const complaint = { timestamp: later, complaintFeedbackType: 'not-spam' };
    expect(read({ eventType: 'Complaint', complaint })).toEqual({ kind: 'refused', reason: 'event-without-its-part' });
  });

  it('refuses what it does not know', () => {
    expect(read({ eventType: 'Subscription' })).toEqual({ kind: 'refused', reason: 'unknown-event-type' });
    expect(read({ eventType: 'Delivery' })).toEqual({ kind: 'refused', reason: 'event-without-its-part' });
    expect(parseSesEvent({ detail: {} })).toEqual({ kind: 'refused', reason: 'not-an-ses-event' });
  });
});

describe('what lies in stream and queue', () => {
  it('reads a record of either provider, and refuses texts that are none', () => {
    const event = { MessageSid: 'SM1', MessageStatus: 'sent' };
    const text = JSON.stringify({ provider: 'sms-service', receivedAt: at, event });
    expect(parseStreamRecord(text)).toMatchObject({ receipt: { providerMessageId: 'SM1', status: 'sent' } });
    for (const poison of ['', 'Hello', '{', 'null', '[]', '{"provider":"sms-service"}'])
      expect(parseStreamRecord(poison)).toEqual({ kind: 'refused', reason: 'not-a-status-record' });
  });

  it('waits longer each time, never longer than SQS can', () => {
    expect([1, 2, 3, 5, 6, 7].map(parkSeconds)).toEqual([30, 60, 120, 480, 900, 900]);
    const receipt = { provider: 'ses', status: 'sent', at, machine: true, cost: { parts: 1 } };
    expect(parseParked({ receipt, tries: 3 })).toEqual({ receipt, tries: 3 });
    expect(parseParked({ receipt })).toBeUndefined();
  });
});
