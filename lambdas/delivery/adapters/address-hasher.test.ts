import { expect, it } from 'vitest';
import { addressHasher } from './address-hasher.ts';

const hasher = addressHasher(async () => 'key');

it('hashes an address by the account’s key, however it is written', async () => {
  const hash = await hasher.hash('email', 'fan@example.com');
  // printf fan@example.com | openssl dgst -sha256 -hmac key
  expect(hash).toBe('4fadb8ed6ddaa4c47a826da97047920b78822e6ce8ad69b051e6601633dc455e');
  expect(await hasher.hash('email', ' Fan@Example.COM ')).toBe(hash);
  expect(await addressHasher(async () => 'other').hash('email', 'fan@example.com')).not.toBe(hash);
});

it('tells numbers apart', async () => {
  const [one, other] = await Promise.all(['+12025550100', '+12025550101'].map((to) => hasher.hash('sms', to)));
  expect(one).not.toBe(other);
});

it('asks for the key each time, so that a failed start is not remembered', async () => {
  let calls = 0;
  const flaky = addressHasher(async () => {
    calls += 1;
    if (calls === 1) throw new Error('away');
    return 'key';
  });
  await expect(flaky.hash('sms', '+1')).rejects.toThrow('away');
  expect(await flaky.hash('sms', '+1')).toMatch(/^[0-9a-f]{64}$/);
});
