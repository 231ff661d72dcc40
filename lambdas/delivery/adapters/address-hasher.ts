import { createHmac } from 'node:crypto';
import type { AddressHasher } from '../ports.ts';

/**
 * HMAC-SHA256 of contact points, in hex. E-mail addresses are compared in lower case, numbers as E.164: so the hash is of
 * what a person would call the same address.
 * @param key gives the account's key; it never rotates, for every suppression is kept under it
 */
export const addressHasher = (key: () => Promise<string>): AddressHasher => ({
  hash: async (channel, address) => {
    const trimmed = address.trim();
    return createHmac('sha256', await key())
      .update(channel === 'email' ? trimmed.toLowerCase() : trimmed)
      .digest('hex');
  },
});
