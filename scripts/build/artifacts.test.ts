import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFunctions } from './artifacts.ts';
import { findEntries } from './entries.ts';
import { initTime } from './init-time.ts';

/** A repository with the given entries: source by `<capability>/<name>`. */
const repository = (entries: Record<string, string>): string => {
  const root = mkdtempSync(join(tmpdir(), 'herald-build-'));
  for (const [place, source] of Object.entries(entries)) {
    const [capability, name] = place.split('/') as [string, string];
    mkdirSync(join(root, 'lambdas', capability, 'entry'), { recursive: true });
    writeFileSync(join(root, 'lambdas', capability, 'entry', `${name}.ts`), source);
  }
  return root;
};
const handler = 'export const handler = async (): Promise<string> => "done";';

it('makes identical zips of identical sources', async () => {
  const root = repository({ 'candidates/one': handler, 'candidates/two': `${handler}\nexport const n = 2;` });
  const first = await buildFunctions(findEntries(root), join(root, 'dist-1'));
  const second = await buildFunctions(findEntries(root), join(root, 'dist-2'));
  expect(second.map(({ hash }) => hash)).toEqual(first.map(({ hash }) => hash));
  expect(await readFile(join(root, 'dist-2/lambdas/one.zip'))).toEqual(
    await readFile(join(root, 'dist-1/lambdas/one.zip')),
  );
  expect(first[0]?.hash).not.toBe(first[1]?.hash);
});

it('makes bundles that Node imports', async () => {
  const root = repository({ 'candidates/one': handler });
  const [built] = await buildFunctions(findEntries(root), join(root, 'dist'));
  expect(await initTime(built?.file as string)).toBeGreaterThan(0);
});

it('refuses a bundle over its budget and names it', async () => {
  const root = repository({
    'candidates/large': `export const handler = () => ${JSON.stringify('x'.repeat(700_000))};`,
  });
  await expect(buildFunctions(findEntries(root), join(root, 'dist'))).rejects.toThrow(/bundle of large .*600 KB/);
});

it('refuses two functions of one name', () => {
  const root = repository({ 'candidates/one': handler, 'delivery/one': handler });
  expect(() => findEntries(root)).toThrow(/named one/);
});
