// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templatefile look like that
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { lintMachines } from './lint-machines.ts';
import { machinePlaceholders } from './machine-placeholders.ts';

const repository = (files: Record<string, string>): string => {
  const root = mkdtempSync(join(tmpdir(), 'herald-machines-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};
const terraform =
  'locals {\n  machines = {\n    nightly = { distributed = true, placeholders = { data_bucket = var.b } }\n  }\n}\n';
const definition = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "${data_bucket}", "End": true}}}';
const files = {
  'lambdas/candidates/entry/judge-run.ts': '',
  'terraform/modules/candidates/main.tf': terraform,
  'statemachines/nightly/definition.asl.json': definition,
};

it('finds nothing wrong where nothing is', () => {
  expect([...lintMachines(repository(files))]).toEqual([['nightly', []]]);
});

it('notices a definition that no module deploys', () => {
  const extra = { 'statemachines/weekly/definition.asl.json': definition };
  expect(lintMachines(repository({ ...files, ...extra })).get('weekly')).toEqual(['is in no Terraform module']);
});

it('notices a machine without a definition', () => {
  const { 'statemachines/nightly/definition.asl.json': _, ...rest } = files;
  expect(lintMachines(repository(rest)).get('nightly')?.join()).toMatch(/no definition/);
});

it('reads what this repository’s Terraform supplies', () => {
  const placeholders = machinePlaceholders(fileURLToPath(new URL('../..', import.meta.url)));
  expect(placeholders.get('batch-ingestion')).toMatchObject({ map_concurrency: '40' });
  expect(placeholders.has('warehouse-export')).toBe(true);
});
