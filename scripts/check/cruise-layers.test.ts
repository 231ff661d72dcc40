import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cruiseLayers } from './cruise-layers.ts';

const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** A repository with the given files: what each of them imports. */
const repository = (files: Record<string, string[]>): string => {
  const root = mkdtempSync(join(tmpdir(), 'herald-layers-'));
  symlinkSync(nodeModules, join(root, 'node_modules'));
  for (const [path, imports] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(
      join(root, path),
      `${imports.map((name, n) => `import * as m${n} from '${name}';`).join('\n')}\nexport const all = [${imports.map((_, n) => `m${n}`)}];\n`,
    );
  }
  return root;
};

const clean = {
  'lambdas/shared/errors.ts': [],
  'lambdas/candidates/domain/judge.ts': ['../../shared/errors.ts', 'zod'],
  'lambdas/candidates/ports.ts': ['./domain/judge.ts'],
  'lambdas/candidates/handlers/judge-run.ts': ['../ports.ts', '../domain/judge.ts'],
  'lambdas/candidates/adapters/s3.ts': ['../ports.ts', '@aws-sdk/client-s3'],
  'lambdas/candidates/entry/judge-run.ts': ['../handlers/judge-run.ts', '../adapters/s3.ts'],
  'lambdas/candidates/index.ts': ['./domain/judge.ts'],
  'lambdas/delivery/domain/policy.ts': [],
};

it('finds nothing in a clean repository, and has looked at it', async () => {
  expect(await cruiseLayers(repository(clean))).toEqual({ modules: 8, violations: [] });
});

it.each([
  ['domain-is-pure', 'lambdas/candidates/domain/judge.ts', ['../adapters/s3.ts']],
  ['domain-is-pure', 'lambdas/candidates/domain/judge.ts', ['node:fs']],
  ['domain-is-pure', 'lambdas/candidates/domain/judge.ts', ['../../delivery/domain/policy.ts']],
  ['ports-know-domain-only', 'lambdas/candidates/ports.ts', ['@aws-sdk/client-s3']],
  ['handlers-know-no-adapters', 'lambdas/candidates/handlers/judge-run.ts', ['../adapters/s3.ts']],
  ['adapters-know-no-handlers', 'lambdas/candidates/adapters/s3.ts', ['../handlers/judge-run.ts']],
  ['only-adapters-import-sdks', 'lambdas/candidates/entry/judge-run.ts', ['@aws-sdk/client-s3']],
  ['shared-knows-no-capability', 'lambdas/shared/errors.ts', ['../delivery/domain/policy.ts']],
  ['capabilities-meet-at-index', 'lambdas/delivery/handlers/send.ts', ['../../candidates/domain/judge.ts']],
  ['no-cycles', 'lambdas/candidates/domain/judge.ts', ['./other.ts']],
])('%s: %s must not import %j', async (rule, path, imports) => {
  const other = { 'lambdas/candidates/domain/other.ts': ['./judge.ts'] };
  const { violations } = await cruiseLayers(repository({ ...clean, ...other, [path]: imports }));
  expect(violations.join('\n')).toContain(`: ${rule}.`);
});

it('lets a capability through the index of another', async () => {
  const files = { ...clean, 'lambdas/delivery/handlers/send.ts': ['../../candidates/index.ts'] };
  expect((await cruiseLayers(repository(files))).violations).toEqual([]);
});

it('does not pass when it saw nothing', async () => {
  const root = repository({ 'lambdas/readme.txt': [] });
  await expect(cruiseLayers(root)).rejects.toThrow(/0 modules/);
});
