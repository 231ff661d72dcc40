// The customer pages: built by Vite into dist/web, with a list of the files for whoever serves them.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build } from 'vite';

/** How a file is served. `hash`: SHA-256 in hex; it tells Terraform that the file changed. */
type SiteFile = { contentType: string; cacheControl: string; hash: string };
/** dist/web.json: files by their path in dist/web. `source`: hash of all they are made of. */
export type Site = { source: string; files: Record<string, SiteFile> };

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Names under assets/ hold a hash of the content: they can be kept for ever. The others are asked for anew. */
const cacheControlOf = (path: string): string =>
  path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

const hashOf = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1)).sort();
};

/** Everything the pages are made of: their sources, and the packages that the lock file names. */
const sourceHash = async (root: string): Promise<string> => {
  const sources = (await filesIn(join(root, 'web'))).map((file) => join('web', file));
  const parts = await Promise.all(
    [...sources, 'package-lock.json'].map(async (file) => [file, hashOf(await readFile(join(root, file)))]),
  );
  return hashOf(JSON.stringify(parts));
};

const describe = async (folder: string): Promise<Site['files']> => {
  const described = (await filesIn(folder)).map(async (path): Promise<[string, SiteFile]> => {
    const contentType = contentTypes[extname(path)];
    if (!contentType) throw new Error(`dist/web/${path} has no content type: name it in scripts/build/web.ts.`);
    return [
      path,
      { contentType, cacheControl: cacheControlOf(path), hash: hashOf(await readFile(join(folder, path))) },
    ];
  });
  return Object.fromEntries(await Promise.all(described));
};

const readSite = async (file: string): Promise<Site | undefined> =>
  existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Site) : undefined;

/**
 * Builds `<dist>/web` and `<dist>/web.json`, unless they are of these very sources already.
 * @returns what was built, and whether it was built now
 */
export const buildWeb = async (root: string, dist: string): Promise<Site & { fresh: boolean }> => {
  const [folder, index] = [join(dist, 'web'), join(dist, 'web.json')];
  const source = await sourceHash(root);
  const before = await readSite(index);
  if (before?.source === source && Object.keys(before.files).every((path) => existsSync(join(folder, path))))
    return { ...before, fresh: false };
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn', build: { outDir: folder } });
  const site = { source, files: await describe(folder) };
  await writeFile(index, `${JSON.stringify(site, null, 2)}\n`);
  return { ...site, fresh: true };
};
