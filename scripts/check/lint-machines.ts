import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findEntries } from '../build/entries.ts';
import type { AslObject } from './asl-states.ts';
import { lintDefinition } from './lint-definition.ts';
import { machinePlaceholders } from './machine-placeholders.ts';
import { renderDefinition } from './render-definition.ts';

const functionArns = (root: string): Record<string, string> =>
  Object.fromEntries(
    findEntries(root).map(({ name }) => [
      `${name.replaceAll('-', '_')}_arn`,
      `arn:aws:lambda:us-east-1:123456789012:function:${name}:7`,
    ]),
  );

const lintMachine = (path: string, functions: Record<string, string>, supplied: Record<string, string>): string[] => {
  const { text, problems } = renderDefinition(readFileSync(path, 'utf8'), functions, supplied);
  return problems.length > 0 ? problems : lintDefinition(JSON.parse(text) as AslObject);
};

/** Every statemachines/<name>/definition.asl.json under `root`, with what is wrong with it. */
export const lintMachines = (root: string): Map<string, string[]> => {
  const functions = functionArns(root);
  const placeholders = machinePlaceholders(root);
  const paths = globSync('statemachines/*/definition.asl.json', { cwd: root }).sort();
  const findings = paths.map((path): [string, string[]] => {
    const name = basename(dirname(path));
    const supplied = placeholders.get(name);
    return [name, supplied ? lintMachine(join(root, path), functions, supplied) : ['is in no Terraform module']];
  });
  const lost = [...placeholders.keys()].filter((name) => !existsSync(join(root, 'statemachines', name)));
  return new Map([
    ...findings,
    ...lost.map((name): [string, string[]] => [name, ['is in Terraform, but has no definition']]),
  ]);
};
