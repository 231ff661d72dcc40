import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import parsePhoneNumber from 'libphonenumber-js/core';
import { expect, it } from 'vitest';
import { allowedCallingCodes, metadataOf } from './phone-metadata.ts';

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

it('reads every number as the whole metadata would, written in any of the usual ways', () => {
  const codes = ['1', '44', '49', '33', '81', '91', '55', '61'];
  const kept = metadataOf(whole, codes) as never;
  const read = (text: string, metadata: never) => {
    const parsed = parsePhoneNumber(text, { defaultCountry: 'DE' as never }, metadata);
    return [parsed?.number, parsed?.country, parsed?.isValid()];
  };
  const digits = fc.stringMatching(/^[1-9][ ()0-9-]{4,14}$/);
  fc.assert(
    fc.property(fc.constantFrom(...codes.map((code) => `+${code}`), '0'), digits, (code, rest) => {
      expect(read(`${code}${rest}`, kept)).toEqual(read(`${code}${rest}`, whole as never));
    }),
    { numRuns: 2_000 },
  );
});

it('keeps the countries that are reminded, and those whose customers may ask for a call', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  writeFileSync(join(folder, 'a.yaml'), 'kind: reactive\nmarketplaces: [UK, BR]\n');
  writeFileSync(join(folder, 'b.yaml'), 'kind: sale\nsales: { optIn: { countryCodes: ["+353"] } }\n');
  expect(allowedCallingCodes(folder).toSorted()).toEqual(['+353', '+44', '+55']);
});
