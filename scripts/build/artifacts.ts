import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { deterministicZip } from './deterministic-zip.ts';
import type { Entry } from './entries.ts';

/** `key`: in the artifacts bucket, made of the content. `hash`: base64 SHA-256 of the zip, as Lambda wants it. */
type Artifact = { key: string; hash: string; bytes: number };
/** A built function: where its bundle lies, and that bundle's size. */
export type Built = Artifact & { name: string; file: string; bundleBytes: number };

const buildOne = async (entry: Entry, folder: string): Promise<Built> => {
  const { file, bytes: bundleBytes, files } = await bundle(entry, folder);
  const contents = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(async ([name, path]) => [name, await readFile(path)] as const);
  const zip = await deterministicZip(Object.fromEntries(await Promise.all(contents)));
  const digest = createHash('sha256').update(zip).digest();
  await writeFile(join(folder, `${entry.name}.zip`), zip);
  return {
    name: entry.name,
    file,
    bundleBytes,
    key: `lambdas/${entry.name}-${digest.toString('hex').slice(0, 16)}.zip`,
    hash: digest.toString('base64'),
    bytes: zip.length,
  };
};

/** Bundles and zips every entry into `<dist>/lambdas`, anew. */
export const buildFunctions = async (entries: readonly Entry[], dist: string): Promise<Built[]> => {
  const folder = join(dist, 'lambdas');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return Promise.all(entries.map((entry) => buildOne(entry, folder)));
};

/** Writes `<dist>/artifacts.json`, which Terraform and the uploader read. */
export const writeArtifacts = (built: readonly Built[], dist: string): Promise<void> => {
  const artifacts = Object.fromEntries(built.map(({ name, key, hash, bytes }) => [name, { key, hash, bytes }]));
  return writeFile(join(dist, 'artifacts.json'), `${JSON.stringify(artifacts, null, 2)}\n`);
};
