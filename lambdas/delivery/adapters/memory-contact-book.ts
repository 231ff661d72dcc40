import type { Contact, ContactBook } from '../ports.ts';

/** The fake of ContactBook. */
export const memoryContactBook = (contacts: readonly Contact[] = []): ContactBook => {
  const known = new Map(contacts.map((contact) => [contact.customerId, contact]));
  return {
    get: async (customerIds) =>
      new Map(
        customerIds.flatMap((id) => {
          const contact = known.get(id);
          return contact ? [[id, contact] as const] : [];
        }),
      ),
    put: async (contact) => void known.set(contact.customerId, contact),
  };
};
