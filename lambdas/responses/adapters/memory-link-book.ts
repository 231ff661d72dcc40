import type { LinkBook } from '../ports.ts';

/** The fake of LinkBook; `revokeMessage` does what `revokeLinks` of delivery does. */
export const memoryLinkBook = (): LinkBook & { revokeMessage(notificationId: string): void } => {
  const used = new Map<string, string>();
  const revoked = new Set<string>();
  return {
    state: async ({ token, notificationId }) => {
      const usedAt = used.get(token);
      return { revoked: revoked.has(notificationId), ...(usedAt && { usedAt }) };
    },
    use: async (token, at) => void used.set(token, used.get(token) ?? at.toISOString()),
    revokeMessage: (notificationId) => void revoked.add(notificationId),
  };
};
