// The SDK's schemas of REST services use constants as computed keys (`{ [_h]: … }`), which esbuild must take for code with
// effects: a client with two commands kept the schemas of all. Written out, what is not used is dropped.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const constant = /^const (_\w+) = ("[^"\\]*");$/gm;
const computedKey = /\[(_\w+)\]:/g;

/** Replaces computed keys by the constants they name. Keys that name no constant of the file stay. */
export const withPlainKeys = (schemas: string): string => {
  const values = new Map([...schemas.matchAll(constant)].map(([, name, value]) => [name, value]));
  return schemas.replaceAll(computedKey, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : `${value}:`;
  });
};

export const droppableSchemas: Plugin = {
  name: 'droppable-schemas',
  setup: ({ onLoad }) => {
    onLoad(
      { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ },
      async ({ path }) => ({
        contents: withPlainKeys(await readFile(path, 'utf8')),
        loader: 'js',
      }),
    );
  },
};
