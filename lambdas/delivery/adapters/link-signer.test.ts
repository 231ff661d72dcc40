import { expect, it } from 'vitest';
import { linkSigner, linkVerifier } from './link-signer.ts';

const key = Buffer.from('a key of some length').toString('base64');
const secret = async () => JSON.stringify({ current: 'k1', keys: { k1: key } });
const bases = { web: 'https://herald.example/', api: 'https://messages.example.com/live' };
const signer = linkSigner({ secret, bases });
const notificationId = 'a'.repeat(32);
const link = { notificationId, expiresAt: '2026-12-20T12:00:00.000Z' };
const now = new Date('2026-11-20T12:00:00.000Z');

it('makes links that its other half reads', async () => {
  const url = await signer.url({ ...link, purpose: 'click', to: 'https://shop.example/a?b=c' });
  const [, token = ''] = /^https:\/\/messages\.example\.com\/live\/c\/([A-Za-z0-9._-]+)$/.exec(url) ?? [];
  const opened = await linkVerifier({ secret }).verify(token, { purpose: 'click', now });
  expect(opened).toEqual({ kind: 'valid', notificationId, to: 'https://shop.example/a?b=c' });
  expect((await signer.url({ ...link, purpose: 'unsubscribe' })).length).toBeLessThan(100);
});

it.each([
  ['unsubscribe', 'https://herald.example/u/'],
  ['preferences', 'https://herald.example/p/'],
  ['confirm', 'https://herald.example/confirm/'],
  ['solution', 'https://herald.example/s/'],
  ['review', 'https://herald.example/r/'],
  ['satisfaction', 'https://herald.example/q/'],
  ['open', 'https://messages.example.com/live/o/'],
  ['click', 'https://messages.example.com/live/c/'],
] as const)('leads people to pages and machines to the API: %s', async (purpose, base) => {
  const url = await signer.url({ ...link, purpose });
  expect(url.slice(0, url.lastIndexOf('/') + 1)).toBe(base);
  const token = url.slice(base.length);
  expect(await linkVerifier({ secret }).verify(token, { purpose, now })).toEqual({ kind: 'valid', notificationId });
});

it('lets mail clients POST one-click unsubscription to the API (RFC 8058)', async () => {
  const url = await signer.url({ ...link, purpose: 'unsubscribe', oneClick: true });
  expect(url).toMatch(/^https:\/\/messages\.example\.com\/live\/u\/k1\./);
});

it('signs nothing that could not be opened', async () => {
  for (const wrong of [{ to: 'javascript:alert(1)' }, { notificationId: 'n-1' }, { expiresAt: 'soon' }])
    await expect(signer.url({ ...link, purpose: 'click', ...wrong })).rejects.toMatchObject({
      name: 'InvalidInputError',
    });
});

it.each(['', '{}', '{"current":"k2","keys":{"k1":"YQ=="}}'])('says what is wrong with the secret: %s', async (text) => {
  const broken = linkSigner({ secret: async () => text, bases });
  await expect(broken.url({ ...link, purpose: 'open' })).rejects.toThrow('secret of link keys');
});

it('follows a rotation: the next link has the new key, earlier ones open', async () => {
  let text = JSON.stringify({ current: 'k1', keys: { k1: key } });
  const rotating = { secret: async () => text };
  const [signs, opens] = [linkSigner({ ...rotating, bases }), linkVerifier(rotating)];
  const tokenOf = async () =>
    (await signs.url({ ...link, purpose: 'review' })).slice('https://herald.example/r/'.length);
  const before = await tokenOf();
  text = JSON.stringify({ current: 'k2', keys: { k1: key, k2: Buffer.from('another').toString('base64') } });
  const after = await tokenOf();
  expect([before.slice(0, 3), after.slice(0, 3)]).toEqual(['k1.', 'k2.']);
  for (const token of [before, after])
    expect(await opens.verify(token, { purpose: 'review', now })).toEqual({ kind: 'valid', notificationId });
});
