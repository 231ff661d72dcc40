import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import parsePhoneNumber from 'libphonenumber-js/core';
import { expect, it } from 'vitest';
import { metadataOf } from './phone-metadata.ts';

const file = createRequire(import.meta.url)
  .resolve('libphonenumber-js/mobile')
  .replace(/mobile[\\/].*$|mobile\.\w+$/, '');
const whole = JSON.parse(readFileSync(`${file}metadata.mobile.json`, 'utf8'));

it('knows the numbers of the calling codes that are kept, and is small', () => {
  const kept = metadataOf(whole, ['+1', '+49']) as never;
  for (const number of ['+12025550123', '+18765550123', '+4915228817386'])
    expect(parsePhoneNumber(number, kept)?.isValid()).toBe(parsePhoneNumber(number, whole)?.isValid());
  expect(JSON.stringify(kept).length).toBeLessThan(JSON.stringify(whole).length / 3);
});
