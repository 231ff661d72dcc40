// libphonenumber knows the world's numbers (100 KB); a bundle needs those of the calling codes that programs allow.
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { parse } from 'yaml';

const programs = fileURLToPath(new URL('../../programs/', import.meta.url));

/** The calling codes that any program allows. */
export const allowedCallingCodes = (folder: string = programs): string[] => {
  const codes = globSync('*.yaml', { cwd: folder }).flatMap((name) => {
    const program = parse(readFileSync(`${folder}/${name}`, 'utf8')) as {
      sales?: { optIn?: { countryCodes?: string[] } };
    };
    return program.sales?.optIn?.countryCodes ?? [];
  });
  return [...new Set(codes)];
};

type Metadata = {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, unknown>;
  nonGeographic?: Record<string, unknown>;
};

/** The same metadata, without the countries of other calling codes. @param callingCodes such as "+44" */
export const metadataOf = (metadata: Metadata, callingCodes: readonly string[]): Metadata => {
  const codes = new Set(callingCodes.map((code) => code.replace('+', '')));
  const kept = Object.entries(metadata.country_calling_codes).filter(([code]) => codes.has(code));
  const countries = new Set(kept.flatMap(([, names]) => names));
  return {
    ...metadata,
    country_calling_codes: Object.fromEntries(kept),
    countries: Object.fromEntries(Object.entries(metadata.countries).filter(([name]) => countries.has(name))),
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
