// Webhooks come late, twice and in any order: the facts are those of the order of time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingKnown, type SupportRecord, type TicketFact, withTicket } from './support-facts.ts';

const second = (n: number): string => new Date(Date.UTC(2026, 10, 20, 10, 0, n)).toISOString();
const openedAt = second(0);
const told = (status: TicketFact['status'], seconds: number, more: Partial<TicketFact> = {}): TicketFact => ({
  ...{ ticketId: '7', status, at: second(seconds), updatedAt: second(seconds), openedAt, issueType: 'app_crash' },
  ...more,
});
const factsOf = (updates: readonly TicketFact[], from: SupportRecord = nothingKnown) => {
  const { openTickets, resolved } = updates.reduce(withTicket, from);
  return { openTickets, resolved };
};
const solvedAt = (seconds: number) => ({
  openTickets: [],
  resolved: [{ ticketId: '7', at: second(seconds), issueType: 'app_crash' }],
});
const stillOpen = { openTickets: [{ ticketId: '7', openedAt, issueType: 'app_crash' }], resolved: [] };
const nothing = { openTickets: [], resolved: [] };

/** Few seconds, so that many fall into one. */
const update = fc
  .record({
    ticketId: fc.constantFrom('7', '8', '9'),
    status: fc.constantFrom('open' as const, 'solved' as const, 'closed' as const),
    seconds: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ ticketId, status, seconds }) => told(status, seconds, { ticketId }));
const rank = { open: 0, solved: 1, closed: 2 };
const byTime = (one: TicketFact, other: TicketFact): number =>
  Date.parse(one.updatedAt) - Date.parse(other.updatedAt) || rank[one.status] - rank[other.status];

/** What a ticket is after its updates in the order of time, said in other words than the code's. */
const standingOf = (ticketId: string, updates: readonly TicketFact[]) => {
  const standing = { status: '', since: '' };
  for (const { status, at } of updates.filter((one) => one.ticketId === ticketId).toSorted(byTime))
    if (status !== standing.status) Object.assign(standing, { status, since: at });
  return standing;
};

describe('the facts of a customer', () => {
  it('are the same in every order of their tickets’ updates, as in the order of time', () => {
    const shuffled = fc
      .array(update, { minLength: 1, maxLength: 14 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([updates, late]) => {
        const facts = factsOf(late);
        expect(facts).toEqual(factsOf(updates.toSorted(byTime)));
        for (const ticketId of ['7', '8', '9']) {
          const { status, since } = standingOf(ticketId, updates);
          expect(facts.openTickets.some((one) => one.ticketId === ticketId)).toBe(status === 'open');
          const resolved = facts.resolved.find((one) => one.ticketId === ticketId);
          expect(resolved?.at).toBe(status === 'solved' ? since : undefined);
        }
      }),
    );
  });

  it('are the same when everything is told twice', () => {
    fc.assert(
      fc.property(fc.array(update, { maxLength: 8 }), (updates) => {
        const once = updates.reduce(withTicket, nothingKnown);
        expect(updates.reduce(withTicket, once)).toEqual(once);
      }),
    );
  });

  it('do not turn back when an older update comes late', () => {
    expect(factsOf([told('solved', 5), told('open', 4)])).toEqual(solvedAt(5));
    expect(factsOf([told('closed', 5), told('open', 4), told('solved', 3)])).toEqual(nothing);
    expect(factsOf([told('open', 5), told('solved', 4)])).toEqual(stillOpen);
  });

  it('say that a ticket was solved when it first was, not when something was added to it', () => {
    expect(factsOf([told('solved', 5), told('solved', 9)])).toEqual(solvedAt(5));
    expect(factsOf([told('solved', 9), told('solved', 5)])).toEqual(solvedAt(5));
    expect(factsOf([told('solved', 5), told('solved', 9), told('open', 7)])).toEqual(solvedAt(9));
  });

  it('take what ends a ticket for the later of two updates of one second', () => {
    expect(factsOf([told('solved', 5), told('open', 5)])).toEqual(solvedAt(5));
    expect(factsOf([told('closed', 5), told('solved', 5)])).toEqual(nothing);
    expect(factsOf([told('solved', 5), told('open', 6)])).toEqual(stillOpen);
  });

  it('order updates by the support system’s clock, though they tell of a time that has been', () => {
    const ahead = told('solved', 5, { updatedAt: second(40) });
    expect(factsOf([ahead, told('open', 30)])).toEqual(solvedAt(5));
  });

  it('of before stories were kept stand until something newer is told', () => {
    const before: SupportRecord = { ...nothingKnown, ...solvedAt(5) };
    expect(factsOf([told('open', 4)], before)).toEqual(solvedAt(5));
    expect(factsOf([told('open', 6)], before)).toEqual(stillOpen);
    expect(factsOf([told('closed', 9)], { ...nothingKnown, ...stillOpen })).toEqual(nothing);
  });

  it('do not grow without end', () => {
    const of = (n: number, status: TicketFact['status']) => told(status, n, { ticketId: String(n) });
    const many = Array.from({ length: 300 }, (_, n) => [
      of(n, 'open'),
      of(n, n % 2 === 0 ? 'solved' : 'closed'),
    ]).flat();
    const again = Array.from({ length: 300 }, (_, n) => told('solved', n));
    const record = [...many, ...again].reduce(withTicket, nothingKnown);
    expect([record.resolved.length, record.stories.length]).toEqual([50, 100]);
    expect(record.stories.find(({ ticketId }) => ticketId === '7')?.told).toHaveLength(20);
    expect(factsOf(again)).toEqual(solvedAt(0));
  });
});
