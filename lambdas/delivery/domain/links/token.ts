// Tokens of the links in messages: who may do what until when, signed. Compact, for SMS; nothing personal in them.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkPurpose } from './link-purpose.ts';

/** Keys by id (2 to 8 letters or digits); `current` signs, all of them verify, so that keys rotate. */
export type LinkKeys = { current: string; keys: ReadonlyMap<string, Uint8Array> };
/** `expiresAt`: ISO 8601, kept to the second. `to`: target of a redirect. */
export type LinkToken = { purpose: LinkPurpose; notificationId: string; expiresAt: string; to?: string };

/** What a token is. All but `valid` look the same to whoever holds it. `foreign`: not signed by us, or not whole. */
export type VerifiedLink =
  | { kind: 'valid'; notificationId: string; to?: string }
  | { kind: 'expired' | 'other-purpose' | 'foreign' };

/** A token has the place in this list: new ones go at its end. */
const purposes: readonly LinkPurpose[] = [
  ...(['unsubscribe', 'preferences', 'open', 'click', 'confirm'] as const),
  ...(['solution', 'review', 'satisfaction'] as const),
];
const idPattern = /^[0-9a-f]{32}$/;
/** 128 bits of the HMAC (RFC 2104, section 5, allows half of it). */
const signatureBytes = 16;
/** One byte of purpose, four of expiry (seconds), sixteen of id; then the target. */
const headBytes = 21;
const context = 'herald-link-1';

/** Whether a notification's id can stand in a token: 32 hex digits. */
export const fitsToken = (notificationId: string): boolean => idPattern.test(notificationId);

/** Writes a token: `<key id>.<payload and signature, base64url>`. @throws RangeError when the current key is not there */
export const signToken = (token: LinkToken, { current, keys }: LinkKeys): string => {
  const key = keys.get(current);
  if (!key) throw new RangeError('The current link key is not among the keys');
  const payload = payloadOf(token);
  return `${current}.${Buffer.concat([payload, signature(payload, current, key)]).toString('base64url')}`;
};

/** Reads a token; its signature is compared in constant time before anything else of it counts. */
export const verifyToken = (
  text: string,
  { keys }: LinkKeys,
  { purpose, now }: { purpose: LinkPurpose; now: Date },
): VerifiedLink => {
  const [, keyId = '', body = ''] = /^([A-Za-z0-9]{2,8})\.([A-Za-z0-9_-]{50,4000})$/.exec(text) ?? [];
  const key = keys.get(keyId);
  const bytes = Buffer.from(body, 'base64url');
  // Two texts must not be one token: base64 leaves bits over.
  if (!key || bytes.length < headBytes + signatureBytes || bytes.toString('base64url') !== body)
    return { kind: 'foreign' };
  const payload = bytes.subarray(0, -signatureBytes);
  if (!timingSafeEqual(signature(payload, keyId, key), bytes.subarray(-signatureBytes))) return { kind: 'foreign' };
  if (payload[0] !== purposes.indexOf(purpose)) return { kind: 'other-purpose' };
  if (payload.readUInt32BE(1) * 1_000 <= now.getTime()) return { kind: 'expired' };
  const to = payload.subarray(headBytes).toString('utf8');
  return { kind: 'valid', notificationId: payload.subarray(5, headBytes).toString('hex'), ...(to !== '' && { to }) };
};

const payloadOf = ({ purpose, notificationId, expiresAt, to = '' }: LinkToken): Buffer => {
  const head = Buffer.alloc(5);
  head[0] = purposes.indexOf(purpose);
  head.writeUInt32BE(Math.floor(Date.parse(expiresAt) / 1_000), 1);
  return Buffer.concat([head, Buffer.from(notificationId, 'hex'), Buffer.from(to, 'utf8')]);
};

const signature = (payload: Uint8Array, keyId: string, key: Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${context}\n${keyId}\n`).update(payload).digest().subarray(0, signatureBytes);
