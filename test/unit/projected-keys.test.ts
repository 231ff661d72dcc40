// Athena lists a prefix for every value of a projected key that a statement leaves open: each must have a bound.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countExport, unloadDecisions } from '../../lambdas/candidates/adapters/athena-export-sql.ts';
import type { RunContext } from '../../lambdas/candidates/domain/run/run.ts';
import { recipes } from '../../lambdas/reporting/domain/models/recipe.ts';
import { trainingQuery } from '../../lambdas/reporting/domain/models/training-sql.ts';

const terraform = globSync('terraform/modules/*/glue.tf')
  .toSorted()
  .map((file) => readFileSync(file, 'utf8'));
const tables = new Map(
  terraform
    .flatMap((text) => text.split('resource "aws_glue_catalog_table"').slice(1))
    .map((table) => {
      const keys = /partition_keys" \{\s+for_each = \[([^\]]+)\]/.exec(table)?.[1] ?? '';
      return [/name += "(\w+)"/.exec(table)?.[1] ?? '', [...keys.matchAll(/"(\w+)"/g)].map(([, key]) => key as string)];
    }),
);

const run = { programId: 'p', day: '2026-11-20', attempt: 1 } as RunContext;
const [, example = ''] = /^```sql\n(.*?)^```$/ms.exec(readFileSync('docs/operations.md', 'utf8')) ?? [];
const statements: [name: string, file: string, sql: string][] = [
  ...recipes.map((recipe): [string, string, string] => [
    `training set of ${recipe.modelId}`,
    'lambdas/reporting/domain/models/training-sql.ts',
    trainingQuery(recipe, { from: '2026-08-01', to: '2026-09-01' }),
  ]),
  ['warehouse export', 'lambdas/candidates/adapters/athena-export-sql.ts', unloadDecisions(run, 's3://b/p/')],
  ['count of an export', 'lambdas/candidates/adapters/athena-export-sql.ts', countExport(run)],
  ['example of the manual', 'docs/operations.md', example],
];

const reading = new RegExp(`\\b(?:FROM|JOIN) (${[...tables.keys()].join('|')})\\b`, 'g');

/** What stands beside one reading of a table: up to the bracket that closes around it. */
const scopeFrom = (text: string): string => {
  let depth = 0;
  for (const [at, sign] of [...text].entries()) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return text.slice(0, at);
  }
  return text;
};

/** `table.key` of what a statement leaves open. */
const openKeys = (sql: string): string[] =>
  [...sql.matchAll(reading)].flatMap(({ 1: table = '', index }) => {
    const scope = scopeFrom(sql.slice(index));
    const isBound = (key: string) => new RegExp(`\\b${key} (?:=|<=|<|IN) `).test(scope);
    return (tables.get(table) as string[]).filter((key) => !isBound(key)).map((key) => `${table}.${key}`);
  });

it('knows the tables and their keys', () => {
  expect([...tables]).toEqual([
    ['decisions', ['program', 'day', 'attempt']],
    ['candidates_export', ['program', 'day']],
    ['outcomes', ['program', 'day']],
  ]);
  expect(openKeys("SELECT 1 FROM decisions WHERE program = 'p'")).toEqual(['decisions.day', 'decisions.attempt']);
});

describe.each(statements)('%s', (_, _file, sql) => {
  it('reads such a table, and bounds every key of it from above', () => {
    expect(sql).toMatch(reading);
    expect(openKeys(sql)).toEqual([]);
  });
});

it('holds for every file of ours that reads one', () => {
  const files = [...globSync('lambdas/**/*.ts'), ...globSync('docs/**/*.md')];
  const found = files.filter((file) => !file.endsWith('.test.ts') && readFileSync(file, 'utf8').search(reading) >= 0);
  expect(found.toSorted()).toEqual([...new Set(statements.map(([, file]) => file))].toSorted());
});
