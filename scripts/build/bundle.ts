// One bundle per Lambda, with what it loads by import() in chunks beside it. The settings are those that measured best
// (docs/performance.md).
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { compactErrors } from './compact-errors.ts';
import { droppableModules } from './droppable-modules.ts';
import { droppableSchemas } from './droppable-schemas.ts';
import type { Entry } from './entries.ts';
import { leftOutParts } from './left-out-parts.ts';
import { allowedCallingCodes, phoneMetadata } from './phone-metadata.ts';

/** Budget of a bundle (design.md, Budgets). */
export const maximumBundleBytes = 600 * 1024;

/** Some SDK parts are CommonJS and call `require`, which an ES module hasn't. */
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** `bytes`: what a cold start loads, without chunks that wait for an import(). `files`: all of it, by name in the zip. */
export type Bundle = { file: string; bytes: number; files: Record<string, string> };

type Outputs = Metafile['outputs'];

/** A file with what it imports, and what these import. @param dynamic whether import() counts */
const closure = (outputs: Outputs, first: string, dynamic: boolean): string[] => {
  const found = new Set([first]);
  for (const one of found)
    for (const { path, kind, external } of outputs[one]?.imports ?? [])
      if (!external && (dynamic || kind !== 'dynamic-import')) found.add(path);
  return [...found];
};

/**
 * Bundles an entry to `<folder>/<name>/index.mjs` and chunks, with source maps beside them (kept out of the zip).
 * @throws Error when what a cold start loads is over its budget
 */
export const bundle = async ({ name, path }: Entry, folder: string): Promise<Bundle> => {
  const { metafile } = await build({
    entryPoints: { index: path },
    outdir: join(folder, name),
    outExtension: { '.js': '.mjs' },
    splitting: true,
    metafile: true,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': fileURLToPath(new URL('environment-credentials.ts', import.meta.url)),
    },
    plugins: [droppableModules, compactErrors, droppableSchemas, leftOutParts, phoneMetadata(allowedCallingCodes())],
    banner: { js: banner },
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const { outputs } = metafile;
  const index = Object.keys(outputs).find((output) => basename(output) === 'index.mjs') as string;
  const bytes = closure(outputs, index, false).reduce((sum, output) => sum + (outputs[output]?.bytes ?? 0), 0);
  if (bytes > maximumBundleBytes)
    throw new Error(
      `The bundle of ${name} has ${Math.ceil(bytes / 1024)} KB, over its budget of ${maximumBundleBytes / 1024} KB. Find what it drags in: esbuild --analyze ${path}`,
    );
  const files = closure(outputs, index, true).map((output) => [basename(output), resolve(output)] as const);
  return { file: resolve(index), bytes, files: Object.fromEntries(files) };
};
