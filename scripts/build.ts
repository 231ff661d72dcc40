// `make build`: bundles every Lambda, validates every program, compiles its templates, builds the customer pages, leaves dist/ for Terraform. Usage: build.ts [--report]
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildFunctions, writeArtifacts } from './build/artifacts.ts';
import { findEntries } from './build/entries.ts';
import { validatedPrograms, writePrograms } from './build/programs.ts';
import { measure, table } from './build/report.ts';
import { compiledTemplates, writeTemplates } from './build/templates.ts';
import { buildWeb } from './build/web.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const { values } = parseArgs({ options: { report: { type: 'boolean', default: false } } });

try {
  const programs = validatedPrograms(join(root, 'programs'));
  const templates = await compiledTemplates(join(root, 'programs'), Object.keys(programs));
  await buildWeb(root, dist);
  const built = await buildFunctions(findEntries(root), dist);
  await writeArtifacts(built, dist);
  await writePrograms(programs, dist);
  await writeTemplates(templates, dist);
  if (values.report) console.log(table(await measure(built)));
  const largest = Math.max(...built.map(({ bundleBytes }) => bundleBytes));
  console.log(
    `${built.length} functions (largest ${(largest / 1024).toFixed(0)} KB), ${Object.keys(programs).length} programs → dist/`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
