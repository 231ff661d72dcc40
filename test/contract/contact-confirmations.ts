import { expect, it } from 'vitest';
import type { ContactBook } from '../../lambdas/delivery/index.ts';
import type { ContactConfirmations } from '../../lambdas/sales/ports.ts';

// Far ahead: what is past its TTL by the real clock, DynamoDB Local deletes in the middle of a test.
const now = new Date('2990-11-20T12:00:00.000Z');
const limits = { customersPerContactPoint: 2, confirmationsPerDay: 3, asksPerDay: 5 };

type Both = { confirmations: ContactConfirmations; contacts: ContactBook };

/** @param unique makes ids nobody else uses: tables are shared */
export const contactConfirmationsContract = (create: () => Both, unique: (prefix: string) => string): void => {
  const aConfirmation = () => ({
    ...{ tokenHash: unique('hash'), customerId: unique('fan'), channel: 'sms' as const, address: '+12133734253' },
    ...{ createdAt: now.toISOString(), expiresAt: '2990-11-21T12:00:00.000Z' },
  });

  it('makes a confirmed contact point the customer’s, and leaves the others alone', async () => {
    const { confirmations, contacts } = create();
    const waiting = aConfirmation();
    const { customerId } = waiting;
    await contacts.put({ customerId, email: 'fan@example.com' });
    await confirmations.put(waiting);
    expect(await confirmations.confirm(waiting.tokenHash, now)).toEqual({ customerId, channel: 'sms' });
    const contact = (await contacts.get([customerId])).get(customerId);
    expect(contact).toEqual({ customerId, email: 'fan@example.com', phone: waiting.address });
  });

  it('confirms a customer nobody knew, and again without changing anything', async () => {
    const { confirmations, contacts } = create();
    const waiting = aConfirmation();
    const { customerId } = waiting;
    await confirmations.put(waiting);
    await confirmations.confirm(waiting.tokenHash, now);
    await contacts.put({ customerId, phone: '+12133734999' });
    expect(await confirmations.confirm(waiting.tokenHash, now)).toEqual({ customerId, channel: 'sms' });
    expect((await contacts.get([customerId])).get(customerId)?.phone).toBe('+12133734999');
  });

  it('knows no token that nobody was sent, and none whose time is over', async () => {
    const { confirmations } = create();
    const waiting = aConfirmation();
    await confirmations.put(waiting);
    expect(await confirmations.confirm(unique('hash'), now)).toBeUndefined();
    expect(await confirmations.confirm(waiting.tokenHash, new Date(waiting.expiresAt))).toBeUndefined();
  });

  it('lets so many customers name a contact point, also at the same time', async () => {
    const { confirmations } = create();
    const addressHash = unique('hmac');
    const fans = Array.from({ length: 6 }, () => unique('fan'));
    const claims = await Promise.all(
      fans.map((customerId) => confirmations.claim({ customerId, addressHash, now, limits })),
    );
    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(2);
    expect(claims.filter((claim) => claim === 'contact-limit')).toHaveLength(4);
  });

  it('gives a contact point so many confirmations a day, and a customer so many asks', async () => {
    const { confirmations } = create();
    const ask = { customerId: unique('fan'), addressHash: unique('hmac'), limits };
    const claims: string[] = [];
    for (let n = 0; n < 6; n += 1) claims.push(await confirmations.claim({ ...ask, now }));
    const usual = ['claimed', 'claimed', 'claimed', 'day-limit', 'day-limit'];
    expect(claims).toEqual([...usual, 'customer-limit']);
    expect(await confirmations.claim({ ...ask, now: new Date('2990-11-21T00:00:00.000Z') })).toBe('claimed');
  });
};
