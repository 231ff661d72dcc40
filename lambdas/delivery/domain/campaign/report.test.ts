import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aNotification } from '../../../../test/support/a-notification.ts';
import { eventTime as at, notificationEvents } from '../../../../test/support/notification-events.ts';
import type { Attempt, Notification } from '../notification/notification.ts';
import type { NotificationEvent } from '../notification/notification-event.ts';
import { advance } from '../notification/transitions.ts';
import { addPage, noFigures, reportOf } from './report.ts';

const reportFor = (...messages: Notification[]) => reportOf(addPage(noFigures(), messages));
const refusal = (reason: string) => aNotification({ state: 'suppressed', reason, date: { suppressed: at(0) } });

/** A message that its provider accepted at the start and that arrived after some seconds, if ever. */
const sent = (provider: Attempt['provider'], seconds?: number, overrides: Partial<Notification> = {}) =>
  aNotification({
    ...{ provider, channel: provider === 'ses' ? 'email' : 'sms' },
    state: seconds === undefined ? 'accepted' : 'delivered',
    attempts: [{ number: 1, provider, startedAt: at(0), outcome: 'accepted' }],
    date: { queued: at(0), accepted: at(0), ...(seconds !== undefined && { delivered: at(seconds) }) },
    ...overrides,
  });

describe('a campaign’s report', () => {
  const lived = fc.array(notificationEvents, { maxLength: 25 }).map((list: NotificationEvent[]): Notification => {
    let one = aNotification();
    for (const [index, event] of list.entries()) {
      const advanced = advance(one, event, at(index * 600));
      if (advanced.kind === 'advanced') one = advanced.next;
    }
    return one;
  });
  const ledger = fc.array(
    fc.oneof({ weight: 4, arbitrary: lived }, fc.constantFrom('no-consent', 'holdout').map(refusal)),
  );
  const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);

  it('adds up, whatever became of its messages and however they are paged', () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 1, max: 5 }), (messages, pageSize) => {
        const figures = noFigures();
        for (let from = 0; from < messages.length; from += pageSize)
          addPage(figures, messages.slice(from, from + pageSize));
        const report = reportOf(figures);
        expect(report).toEqual(reportFor(...messages));
        expect(sum(report.byState)).toBe(messages.length);
        expect(report.planned + sum(report.refusedByReason)).toBe(messages.length);
        expect(report.delivered).toBeLessThanOrEqual(report.sent);
        expect(report.sent + sum(report.withheldByReason)).toBeLessThanOrEqual(report.planned);
        expect(report.channels.reduce((total, channel) => total + channel.sent, 0)).toBe(report.sent);
        expect(report.channels.reduce((total, channel) => total + channel.delivered, 0)).toBe(report.delivered);
      }),
    );
  });

  it('tells what the gate refused from what was held back right before sending', () => {
    const held = aNotification({ state: 'suppressed', reason: 'suppressed:stop' });
    const stopped = aNotification({ state: 'cancelled', reason: 'stopped' });
    const failed = aNotification({ state: 'failed', reason: 'no-route' });
    const report = reportFor(refusal('no-consent'), refusal('no-consent'), refusal('holdout'), held, stopped, failed);
    expect(report).toMatchObject({ planned: 3, sent: 0 });
    expect(report.refusedByReason).toEqual([
      { name: 'no-consent', count: 2 },
      { name: 'holdout', count: 1 },
    ]);
    expect(report.withheldByReason).toEqual([
      { name: 'stopped', count: 1 },
      { name: 'suppressed:stop', count: 1 },
    ]);
    expect(report.byState).toEqual([
      { name: 'suppressed', count: 4 },
      { name: 'cancelled', count: 1 },
      { name: 'failed', count: 1 },
    ]);
  });

  it('gives rates and times by channel and by the provider that took the message', () => {
    const failedOver = sent('sms-service', 40, {
      provider: 'end-user-messaging',
      attempts: [
        { number: 1, provider: 'end-user-messaging', startedAt: at(0), outcome: 'transient' },
        { number: 2, provider: 'sms-service', startedAt: at(10), outcome: 'accepted' },
      ],
    });
    const texts = [2, 4, undefined, 90].map((seconds) => sent('end-user-messaging', seconds));
    expect(reportFor(...texts, failedOver, sent('ses')).channels).toEqual([
      {
        ...{ channel: 'sms', provider: 'end-user-messaging', sent: 4, delivered: 3, deliveryRate: 0.75 },
        ...{ medianDeliverySeconds: 4, p99DeliverySeconds: 90 },
      },
      {
        ...{ channel: 'sms', provider: 'sms-service', sent: 1, delivered: 1, deliveryRate: 1 },
        ...{ medianDeliverySeconds: 30, p99DeliverySeconds: 30 },
      },
      { channel: 'email', provider: 'ses', sent: 1, delivered: 0, deliveryRate: 0 },
    ]);
  });

  it('takes the nearest rank for percentiles: of 200, the 100th and the 198th', () => {
    const texts = Array.from({ length: 200 }, (_, n) => sent('end-user-messaging', 200 - n));
    expect(reportFor(...texts).channels).toMatchObject([{ medianDeliverySeconds: 100, p99DeliverySeconds: 198 }]);
  });

  it('keeps people’s opens and clicks apart from machines’, and counts each message once', () => {
    const prefetched = sent('ses', 1, { date: { queued: at(0), delivered: at(1), machineOpened: at(1) } });
    const read = sent('ses', 1, {
      date: { queued: at(0), delivered: at(1), machineOpened: at(1), opened: at(60), clicked: at(61) },
    });
    const scanned = sent('ses', 1, { date: { queued: at(0), delivered: at(1), machineClicked: at(2) } });
    const bounced = sent('ses', undefined, { date: { queued: at(0), bounced: at(5) } });
    expect(reportFor(prefetched, read, scanned, bounced)).toMatchObject({
      ...{ sent: 4, delivered: 3, bounced: 1 },
      ...{ opened: 1, machineOpened: 2, clicked: 1, machineClicked: 1 },
    });
  });

  it('counts conversions of those planned only: the holdout’s are no success of the campaign', () => {
    const bought = { ...refusal('holdout'), date: { suppressed: at(0), converted: at(99) } };
    const wrote = sent('ses', 1, { date: { queued: at(0), delivered: at(1), converted: at(99) } });
    expect(reportFor(bought, wrote)).toMatchObject({ planned: 1, converted: 1 });
  });

  it('adds what receipts said of SMS to SES’s $0.10 per 1,000 e-mails, and nothing for what was never sent', () => {
    const texts = Array.from({ length: 3 }, () => sent('end-user-messaging', 1, { cost: { parts: 1, usd: 0.00831 } }));
    const emails = Array.from({ length: 20 }, () => sent('ses'));
    expect(reportFor(...texts, ...emails, aNotification({ channel: 'email' })).costUsd).toBe(0.02693);
  });

  it('of nothing is empty', () => {
    expect(reportFor()).toMatchObject({
      planned: 0,
      byState: [],
      refusedByReason: [],
      withheldByReason: [],
      channels: [],
    });
  });
});
