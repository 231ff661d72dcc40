import { expect, it } from 'vitest';
import { deterministicZip } from './deterministic-zip.ts';

const one = Buffer.from('export const one = 1;');
const two = Buffer.from('export const two = 2;');

it('makes the same bytes whatever the order of files and the time', async () => {
  const first = await deterministicZip({ 'a.mjs': one, 'b.mjs': two });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await deterministicZip({ 'b.mjs': two, 'a.mjs': one })).toEqual(first);
});

it('makes other bytes of other contents', async () => {
  expect(await deterministicZip({ 'a.mjs': one })).not.toEqual(await deterministicZip({ 'a.mjs': two }));
});
