// Opting in and reminding over fakes: one world that a test looks at through the handlers.
import { memoryCampaignBook } from '../../lambdas/delivery/adapters/memory-campaign-book.ts';
import { memoryContactBook } from '../../lambdas/delivery/adapters/memory-contact-book.ts';
import type { Contact } from '../../lambdas/delivery/index.ts';
import { memoryContactConfirmations } from '../../lambdas/sales/adapters/memory-contact-confirmations.ts';
import { memoryDemandStore } from '../../lambdas/sales/adapters/memory-demand-store.ts';
import { memoryEventCache } from '../../lambdas/sales/adapters/memory-event-cache.ts';
import { memorySaleBook } from '../../lambdas/sales/adapters/memory-sale-book.ts';
import { memoryWindowRecords } from '../../lambdas/sales/adapters/memory-window-records.ts';
import type { SaleEvent, ScheduledSale } from '../../lambdas/sales/domain/event.ts';
import { createConfirmContact } from '../../lambdas/sales/handlers/confirm-contact.ts';
import { createOperateReminders } from '../../lambdas/sales/handlers/operate-reminders.ts';
import type { SaleProgram } from '../../lambdas/shared/programs/sale-program-schema.ts';
import { aGate } from './a-gate.ts';
import { aPinnedSaleProgram } from './a-pinned-sale-program.ts';

/** A concert in Los Angeles whose public sale begins at `startsAt`, with overrides. */
export const aSaleEvent = (startsAt: string, overrides: Partial<SaleEvent> = {}): SaleEvent => ({
  eventId: 'Z7r9jZ1A7abc',
  name: 'Beyoncé: Renaissance',
  url: 'https://tickets.example/beyonce',
  locale: 'en-US',
  status: 'onsale',
  timezone: 'America/Los_Angeles',
  venue: { name: 'SoFi Stadium', city: 'Los Angeles', countryCode: 'US' },
  artists: [{ artistId: 'K8vZ1', name: 'Beyoncé' }],
  imageUrl: 'https://images.example/poster.jpg',
  segment: 'Music',
  countryCode: 'US',
  sales: [{ saleId: 'public', kind: 'public', startsAt }],
  fetchedAt: '2026-11-20T12:00:00.000Z',
  ...overrides,
});

/** @param now ISO 8601; `world.at` moves it */
export const aSalesWorld = (now: string, optIn: Partial<SaleProgram['sales']['optIn']> = {}) => {
  let time = now;
  const clock = { now: () => new Date(time) };
  const pinned = aPinnedSaleProgram(optIn);
  const gate = aGate();
  const rows: ScheduledSale[] = [];
  const events = memoryEventCache(rows);
  const demand = memoryDemandStore();
  const contacts = memoryContactBook();
  const confirmations = memoryContactConfirmations(contacts);
  const deployed = { hash: pinned.hash, program: pinned.program };
  const programs = { current: async () => deployed, enabled: async () => [deployed] };
  const programInForce = async () => ({ pinned, templateHash: 't1' });
  const fetched: string[] = [];
  const waiting: string[] = [];
  let tokens = 0;
  const newToken = () => {
    tokens += 1;
    return `token-${String(tokens).padStart(16, '0')}`;
  };
  const operate = createOperateReminders({
    ...{ clock, events, demand, contacts, confirmations, programs, programInForce },
    ...{ request: gate.request, hasher: gate.hasher, policies: gate.policies, pagesUrl: 'https://pages.example' },
    refresh: {
      start: async (eventId, fan) => {
        fetched.push(eventId);
        waiting.push(...(fan ? [fan.customerId] : []));
      },
    },
    newToken,
  });
  const late = { start: async (lateFor: string) => void (await operate({ lateFor })) };
  const call = (fieldName: string, args: object, sub: string | undefined) =>
    operate({ arguments: args, identity: sub === undefined ? null : { sub }, info: { fieldName } });
  return {
    ...{
      clock,
      events,
      demand,
      contacts,
      confirmations,
      programs,
      programInForce,
      pinned,
      gate,
      rows,
      fetched,
      waiting,
      late,
    },
    sales: memorySaleBook(rows),
    windows: memoryWindowRecords(),
    campaigns: memoryCampaignBook(),
    at: (iso: string) => {
      time = iso;
    },
    cache: (event: SaleEvent) => events.put(event, '2026-12-01T00:00:00.000Z'),
    knows: (contact: Contact) => contacts.put(contact),
    remindMe: (sub: string | undefined, input: object) => call('remindMe', { input }, sub),
    forgetMe: (sub: string, eventId: string) => call('forgetMe', { eventId }, sub),
    myReminders: (sub: string, args: object = {}) => call('myReminders', args, sub),
    confirm: createConfirmContact({ confirmations, late, clock }),
    /** What the gate wrote down, by step. */
    made: (step: 'reminder' | 'confirm') =>
      [...gate.tables.notifications.values()].filter((notification) => notification.step === step),
  };
};
