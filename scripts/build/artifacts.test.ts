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

it('leaves what waits for an import() to a chunk that no cold start loads', async () => {
  const late = `export const text = ${JSON.stringify('x'.repeat(700_000))};`;
  const root = repository({
    'candidates/one': 'export const handler = async () => (await import("../late.ts")).text.length;',
  });
  writeFileSync(join(root, 'lambdas/candidates/late.ts'), late);
  const [built] = await buildFunctions(findEntries(root), join(root, 'dist'));
  expect(built?.bundleBytes).toBeLessThan(2_000);
  const { handler: run } = await import(built?.file as string);
  expect(await run()).toBe(700_000);
});

it('drops a module that its capability only passes through', async () => {
  const root = repository({
    'candidates/one': 'import { used } from "../index.ts"; export const handler = () => used;',
  });
  const passed = { 'index.ts': 'export { used } from "./used.ts"; export { heavy } from "./heavy.ts";' };
  const modules = { 'used.ts': 'export const used = 1;', 'heavy.ts': 'export const heavy = Math.hypot(...[1, 2]);' };
  for (const [name, text] of Object.entries({ ...passed, ...modules }))
    writeFileSync(join(root, 'lambdas/candidates', name), text);
  const [built] = await buildFunctions(findEntries(root), join(root, 'dist'));
  expect(await readFile(built?.file as string, 'utf8')).not.toContain('hypot');
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
