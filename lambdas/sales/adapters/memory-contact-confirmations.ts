import type { Contact, ContactBook } from '../../delivery/index.ts';
import type { Confirmation } from '../domain/records.ts';
import type { ContactConfirmations } from '../ports.ts';

/** The fake of ContactConfirmations; confirmed contact points go to `contacts`. */
export const memoryContactConfirmations = (contacts: ContactBook): ContactConfirmations => {
  const customers = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const waiting = new Map<string, Confirmation & { confirmed?: true }>();
  const take = (key: string, most: number): boolean => {
    const count = counts.get(key) ?? 0;
    if (count < most) counts.set(key, count + 1);
    return count < most;
  };
  return {
    claim: async ({ customerId, addressHash, now, limits }) => {
      const day = now.toISOString().slice(0, 10);
      if (!take(`A ${customerId} ${day}`, limits.asksPerDay)) return 'customer-limit';
      const known = customers.get(addressHash) ?? new Set<string>();
      if (!known.has(customerId) && known.size >= limits.customersPerContactPoint) return 'contact-limit';
      customers.set(addressHash, known.add(customerId));
      return take(`P ${addressHash} ${day}`, limits.confirmationsPerDay) ? 'claimed' : 'day-limit';
    },
    put: async (confirmation) => void waiting.set(confirmation.tokenHash, structuredClone(confirmation)),
    confirm: async (tokenHash, now) => {
      const found = waiting.get(tokenHash);
      if (!found || Date.parse(found.expiresAt) <= now.getTime()) return undefined;
      const { customerId, channel, address } = found;
      if (!found.confirmed) {
        const contact: Contact = (await contacts.get([customerId])).get(customerId) ?? { customerId };
        await contacts.put({ ...contact, [channel === 'email' ? 'email' : 'phone']: address });
        found.confirmed = true;
      }
      return { customerId, channel };
    },
  };
};
