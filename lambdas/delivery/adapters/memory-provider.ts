import type { ProviderName } from '../domain/notification/notification.ts';
import type { MessageProvider, OutgoingMessage, SendOutcome } from '../ports.ts';

export type MemoryProvider = MessageProvider & { received: OutgoingMessage[] };

/**
 * The fake of MessageProvider: keeps what it got.
 * @param answer what comes of a message; accepted when left out
 */
export const memoryProvider = (
  name: ProviderName,
  answer: (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome> = ({ notificationId, attempt }) => ({
    kind: 'accepted',
    providerMessageId: `${name}-${notificationId}-${attempt}`,
  }),
): MemoryProvider => {
  const received: OutgoingMessage[] = [];
  return {
    name,
    received,
    send: async (message) => {
      received.push(message);
      return answer(message);
    },
  };
};
