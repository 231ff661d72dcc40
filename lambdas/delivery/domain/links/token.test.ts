import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkPurpose, linkPaths } from './link-purpose.ts';
import { type LinkKeys, type LinkToken, signToken, verifyToken } from './token.ts';

const keysOf = (current: string, ...ids: string[]): LinkKeys => ({
  current,
  keys: new Map(ids.map((id) => [id, Buffer.from(`key ${id} `.repeat(8))])),
});
const keys = keysOf('k1', 'k1');
const now = new Date('2026-11-20T12:00:00.000Z');
const expiresAt = '2026-12-20T12:00:00.000Z';

const purpose = fc.constantFrom(...(Object.keys(linkPaths) as LinkPurpose[]));
const hexId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const token = fc.record({
  purpose,
  notificationId: hexId,
  expiresAt: fc.constant(expiresAt),
}) as fc.Arbitrary<LinkToken>;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a link’s token', () => {
  it('gives back what was signed, target included', () => {
    fc.assert(
      fc.property(token, fc.option(fc.webUrl(), { nil: undefined }), (link, to) => {
        const text = signToken({ ...link, ...(to && { to }) }, keys);
        expect(text).toMatch(/^[A-Za-z0-9._-]+$/);
        expect(verifyToken(text, keys, { purpose: link.purpose, now })).toEqual({
          kind: 'valid',
          notificationId: link.notificationId,
          ...(to && { to }),
        });
      }),
    );
  });

  it('opens nothing of another purpose, nothing after its time', () => {
    fc.assert(
      fc.property(token, purpose, (link, other) => {
        const text = signToken(link, keys);
        if (other !== link.purpose)
          expect(verifyToken(text, keys, { purpose: other, now })).toEqual({ kind: 'other-purpose' });
        const late = { purpose: link.purpose, now: new Date(expiresAt) };
        expect(verifyToken(text, keys, late)).toEqual({ kind: 'expired' });
      }),
    );
  });

  it('is foreign with any character changed, left out or added', () => {
    fc.assert(
      fc.property(token, fc.nat(), fc.constantFrom(...alphabet), (link, place, character) => {
        const text = signToken(link, keys);
        const at = place % text.length;
        const expected = { purpose: link.purpose, now };
        for (const forged of [
          text.slice(0, at) + character + text.slice(at + 1),
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, at) + character + text.slice(at),
        ])
          if (forged !== text) expect(verifyToken(forged, keys, expected)).toEqual({ kind: 'foreign' });
      }),
      { numRuns: 500 },
    );
  });

  it('is foreign under other keys, and never trips over any text', () => {
    const link: LinkToken = { purpose: 'click', notificationId: 'a'.repeat(32), expiresAt };
    const other: LinkKeys = { current: 'k1', keys: new Map([['k1', Buffer.from('another key')]]) };
    expect(verifyToken(signToken(link, other), keys, { purpose: 'click', now })).toEqual({ kind: 'foreign' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyToken(`k1.${text}`, keys, { purpose: 'click', now })).toEqual({ kind: 'foreign' });
      }),
    );
  });

  it('lives on while its key is rotated out, and ends with it', () => {
    const link: LinkToken = { purpose: 'unsubscribe', notificationId: 'b'.repeat(32), expiresAt };
    const old = signToken(link, keys);
    const expected = { purpose: 'unsubscribe' as const, now };
    expect(verifyToken(old, keysOf('k2', 'k1', 'k2'), expected)).toMatchObject({ kind: 'valid' });
    expect(signToken(link, keysOf('k2', 'k1', 'k2'))).toMatch(/^k2\./);
    expect(verifyToken(old, keysOf('k2', 'k2'), expected)).toEqual({ kind: 'foreign' });
    expect(() => signToken(link, keysOf('k3', 'k1'))).toThrow('current link key');
  });

  it('does not become another key’s by its prefix', () => {
    const both: LinkKeys = { current: 'k1', keys: new Map(['k1', 'k2'].map((id) => [id, Buffer.from('same bytes')])) };
    const text = signToken({ purpose: 'open', notificationId: 'c'.repeat(32), expiresAt }, both);
    expect(verifyToken(text.replace(/^k1/, 'k2'), both, { purpose: 'open', now })).toEqual({ kind: 'foreign' });
  });
});
