import { expect, it } from 'vitest';
import { withTicket } from '../../lambdas/callbacks/domain/support-facts.ts';
import type { SupportFactsBook } from '../../lambdas/callbacks/ports.ts';

const at = '2026-11-20T17:00:00.000Z';
const ticket = (ticketId: string, status: 'open' | 'solved' | 'closed', updatedAt = at) =>
  ({ ticketId, status, at, updatedAt, openedAt: at, issueType: 'payment_failure' }) as const;
const earlier = '2026-11-20T16:59:59.000Z';

/** @param unique makes ids nobody else uses: tables are shared */
export const supportFactsContract = (create: () => SupportFactsBook, unique: (prefix: string) => string): void => {
  it('knows nothing of a customer nobody told about', async () => {
    expect(await create().get(unique('customer'))).toEqual({ openTickets: [], resolved: [] });
  });

  it('keeps what is open apart from what was solved, and forgets what was closed in vain', async () => {
    const [book, customerId] = [create(), unique('customer')];
    for (const [id, status] of [
      ['1', 'open'],
      ['2', 'open'],
      ['3', 'open'],
      ['2', 'solved'],
      ['3', 'closed'],
    ] as const)
      await book.update(customerId, (facts) => withTicket(facts, ticket(id, status)));
    expect(await book.get(customerId)).toEqual({
      openTickets: [{ ticketId: '1', openedAt: at, issueType: 'payment_failure' }],
      resolved: [{ ticketId: '2', at, issueType: 'payment_failure' }],
    });
  });

  it('lets no update that comes late turn back what a later one said, of a closed ticket neither', async () => {
    const [book, customerId] = [create(), unique('customer')];
    const told = [ticket('1', 'solved'), ticket('2', 'closed'), ticket('3', 'open')];
    const late = [ticket('1', 'open', earlier), ticket('2', 'open', earlier), ticket('3', 'solved', earlier)];
    for (const one of told) await book.update(customerId, (facts) => withTicket(facts, one));
    const before = await book.get(customerId);
    expect(before).toEqual({
      openTickets: [{ ticketId: '3', openedAt: at, issueType: 'payment_failure' }],
      resolved: [{ ticketId: '1', at, issueType: 'payment_failure' }],
    });
    for (const one of late) await book.update(customerId, (facts) => withTicket(facts, one));
    expect(await book.get(customerId)).toEqual(before);
  });

  it('loses none of two changes at once', async () => {
    const [book, customerId] = [create(), unique('customer')];
    const open = (id: string) => book.update(customerId, (facts) => withTicket(facts, ticket(id, 'open')));
    await Promise.all([open('1'), open('2'), open('3')]);
    const { openTickets } = await book.get(customerId);
    expect(openTickets.map(({ ticketId }) => ticketId).sort()).toEqual(['1', '2', '3']);
  });
};
