// What every ContactBook must do.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Contact, ContactBook } from '../../lambdas/delivery/ports.ts';

export const contactBookContract = (open: () => ContactBook): void => {
  const book = open();

  it('gives contacts by customer, over more than one call’s worth, ids repeated or not', async () => {
    const prefix = randomUUID();
    const contacts: Contact[] = Array.from({ length: 110 }, (_, n) => ({
      customerId: `${prefix}-${n}`,
      ...(n % 2 === 0 ? { email: `fan${n}@example.com`, firstName: 'Zoë' } : { phone: `+1202555${1_000 + n}` }),
      ...{ locale: 'en-US', zone: 'America/New_York', marketplace: 'US' },
    }));
    for (const contact of contacts) await book.put(contact);
    const ids = contacts.map(({ customerId }) => customerId);
    const found = await book.get([...ids, ...ids.slice(0, 5), `${prefix}-nobody`]);
    expect(new Map(found)).toEqual(new Map(contacts.map((contact) => [contact.customerId, contact])));
  });

  it('keeps what was said last', async () => {
    const customerId = randomUUID();
    await book.put({ customerId, email: 'old@example.com', phone: '+12025550100' });
    await book.put({ customerId, email: 'new@example.com' });
    expect((await book.get([customerId])).get(customerId)).toEqual({ customerId, email: 'new@example.com' });
  });

  it('asks nothing for nothing', async () => {
    expect((await book.get([])).size).toBe(0);
  });
};
