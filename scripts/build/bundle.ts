// One bundle per Lambda. The settings are those that measured best (docs/performance.md).
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compactErrors } from './compact-errors.ts';
import { droppableSchemas } from './droppable-schemas.ts';
import type { Entry } from './entries.ts';
import { leftOutParts } from './left-out-parts.ts';
import { allowedCallingCodes, phoneMetadata } from './phone-metadata.ts';

/** Budget of a bundle (design.md, Budgets). */
export const maximumBundleBytes = 600 * 1024;

/** Some SDK parts are CommonJS and call `require`, which an ES module hasn't. */
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/**
 * Bundles an entry to `<folder>/<name>/index.mjs`, with its source map beside it (kept out of the zip).
 * @returns its path and size in bytes
 * @throws Error when the bundle is over its budget
 */
export const bundle = async ({ name, path }: Entry, folder: string): Promise<{ file: string; bytes: number }> => {
  const file = join(folder, name, 'index.mjs');
  await build({
    entryPoints: [path],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': fileURLToPath(new URL('environment-credentials.ts', import.meta.url)),
    },
    plugins: [compactErrors, droppableSchemas, leftOutParts, phoneMetadata(allowedCallingCodes())],
    banner: { js: banner },
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const { size } = await stat(file);
  if (size > maximumBundleBytes)
    throw new Error(
      `The bundle of ${name} has ${Math.ceil(size / 1024)} KB, over its budget of ${maximumBundleBytes / 1024} KB. Find what it drags in: esbuild --analyze ${path}`,
    );
  return { file, bytes: size };
};
