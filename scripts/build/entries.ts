import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A Lambda's entry file; `name` is the function's short name. */
export type Entry = { name: string; path: string };

/**
 * Every `lambdas/<capability>/entry/<name>.ts`, by name.
 * @throws Error when there is none, or when two capabilities share a name
 */
export const findEntries = (root: string): Entry[] => {
  const paths = globSync('lambdas/*/entry/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
  if (paths.length === 0) throw new Error(`No lambdas/*/entry/*.ts under ${root}: there is nothing to bundle.`);
  const entries = paths.map((path) => ({ name: basename(path, '.ts'), path: join(root, path) }));
  const twice = entries.find(({ name }, index) => entries.findIndex((other) => other.name === name) !== index);
  if (twice)
    throw new Error(`Two entries are named ${twice.name}: a function's short name must be unique. Rename one.`);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
};
