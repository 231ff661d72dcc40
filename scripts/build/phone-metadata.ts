// libphonenumber knows the world's numbers (100 KB); a bundle needs those of the calling codes that programs allow.
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/mobile';
import { parse } from 'yaml';

const programs = fileURLToPath(new URL('../../programs/', import.meta.url));

type ProgramFile = { kind?: string; marketplaces?: string[]; sales?: { optIn?: { countryCodes?: string[] } } };

/** What reminders may be sent to, and the countries whose customers may ask for a call. */
const codesOf = ({ kind, marketplaces = [], sales }: ProgramFile): string[] => {
  if (kind !== 'reactive') return sales?.optIn?.countryCodes ?? [];
  const countries = marketplaces.map((marketplace) => (marketplace === 'UK' ? 'GB' : marketplace));
  return countries.map((country) => `+${getCountryCallingCode(country as CountryCode)}`);
};

/** The calling codes that any program allows. */
export const allowedCallingCodes = (folder: string = programs): string[] => {
  const files = globSync('*.yaml', { cwd: folder });
  return [...new Set(files.flatMap((name) => codesOf(parse(readFileSync(`${folder}/${name}`, 'utf8')))))];
};

type Metadata = {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, unknown>;
  nonGeographic?: Record<string, unknown>;
};

/** Where a country's formats stand in its metadata: how numbers are written for people, which no Lambda does. */
const formats = 4;
const withoutFormats = (country: unknown): unknown =>
  (country as unknown[]).map((value, place) => (place === formats ? [] : value));

/** The same metadata, without formats and without the countries of other calling codes. @param callingCodes such as "+44" */
export const metadataOf = (metadata: Metadata, callingCodes: readonly string[]): Metadata => {
  const codes = new Set(callingCodes.map((code) => code.replace('+', '')));
  const kept = Object.entries(metadata.country_calling_codes).filter(([code]) => codes.has(code));
  const countries = new Set(kept.flatMap(([, names]) => names));
  return {
    ...metadata,
    country_calling_codes: Object.fromEntries(kept),
    countries: Object.fromEntries(
      Object.entries(metadata.countries).flatMap(([name, country]) =>
        countries.has(name) ? [[name, withoutFormats(country)]] : [],
      ),
    ),
    nonGeographic: {},
  };
};

/** @param callingCodes all that any program allows */
export const phoneMetadata = (callingCodes: readonly string[]): Plugin => ({
  name: 'phone-metadata',
  setup: ({ onLoad }) => {
    onLoad({ filter: /libphonenumber-js[\\/]metadata\.mobile\.json\.js$/ }, async ({ path }) => {
      const whole = JSON.parse(await readFile(path.replace(/\.js$/, ''), 'utf8')) as Metadata;
      return { contents: `export default ${JSON.stringify(metadataOf(whole, callingCodes))};`, loader: 'js' };
    });
  },
});
