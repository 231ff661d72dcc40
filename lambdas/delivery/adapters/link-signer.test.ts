import { expect, it } from 'vitest';
import { linkSigner, linkVerifier } from './link-signer.ts';

const key = Buffer.from('a key of some length').toString('base64');
const secret = async () => JSON.stringify({ current: 'k1', keys: { k1: key } });
const signer = linkSigner({ secret, baseUrl: 'https://messages.example.com/live' });
const notificationId = 'a'.repeat(32);
const link = { notificationId, expiresAt: '2026-12-20T12:00:00.000Z' };
const now = new Date('2026-11-20T12:00:00.000Z');

it('makes links under the pages’ address that its other half reads', async () => {
  const url = await signer.url({ ...link, purpose: 'click', to: 'https://shop.example/a?b=c' });
  const [, token = ''] = /^https:\/\/messages\.example\.com\/live\/c\/([A-Za-z0-9._-]+)$/.exec(url) ?? [];
  const opened = await linkVerifier({ secret }).verify(token, { purpose: 'click', now });
  expect(opened).toEqual({ kind: 'valid', notificationId, to: 'https://shop.example/a?b=c' });
  expect((await signer.url({ ...link, purpose: 'unsubscribe' })).length).toBeLessThan(100);
});

it('signs nothing that could not be opened', async () => {
  for (const wrong of [{ to: 'javascript:alert(1)' }, { notificationId: 'n-1' }, { expiresAt: 'soon' }])
    await expect(signer.url({ ...link, purpose: 'click', ...wrong })).rejects.toMatchObject({
      name: 'InvalidInputError',
    });
});

it.each(['', '{}', '{"current":"k2","keys":{"k1":"YQ=="}}'])('says what is wrong with the secret: %s', async (text) => {
  const broken = linkSigner({ secret: async () => text, baseUrl: 'https://x.example' });
  await expect(broken.url({ ...link, purpose: 'open' })).rejects.toThrow('secret of link keys');
});
