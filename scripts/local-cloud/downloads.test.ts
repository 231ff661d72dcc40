import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureFolder, installFolder } from './downloads.ts';

const cache = () => mkdtempSync(join(tmpdir(), 'herald-cache-'));
const writeFile = async (folder: string) => writeFileSync(join(folder, 'file'), 'whole');

it('builds once, and does not build again', async () => {
  const folder = join(cache(), 'part-1');
  expect(await ensureFolder(folder, writeFile)).toBe(true);
  expect(await ensureFolder(folder, () => Promise.reject(new Error('built twice')))).toBe(false);
  expect(existsSync(join(folder, 'file'))).toBe(true);
});

it('leaves nothing of a build that failed, so that the next one starts anew', async () => {
  const parent = cache();
  const broken = async (folder: string) => {
    await writeFile(folder);
    throw new Error('network gone');
  };
  await expect(ensureFolder(join(parent, 'part-1'), broken)).rejects.toThrow('network gone');
  expect(readdirSync(parent)).toEqual([]);
  expect(await ensureFolder(join(parent, 'part-1'), writeFile)).toBe(true);
});

it('keeps one whole folder when two builds run at once', async () => {
  const parent = cache();
  const folder = join(parent, 'part-1');
  await Promise.all([ensureFolder(folder, writeFile), ensureFolder(folder, writeFile)]);
  expect(readdirSync(parent)).toEqual(['part-1']);
});

it('names a folder by its lock file, so that another lock is another folder', () => {
  expect(installFolder('jars', 'a')).toBe(installFolder('jars', 'a'));
  expect(installFolder('jars', 'a')).not.toBe(installFolder('jars', 'b'));
});
