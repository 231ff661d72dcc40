// Validates every program file. Usage: node scripts/programs/validate.ts [file …]; exits 1 with all problems.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadMarketplacesFile } from './load-marketplaces.ts';
import { loadProgramFile } from './load-program.ts';
import { problemText } from './problem.ts';

const folder = fileURLToPath(new URL('../../programs', import.meta.url));
const isMarketplaces = (path: string): boolean => basename(path) === 'marketplaces.yaml';
const files =
  process.argv.length > 2
    ? process.argv.slice(2)
    : readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => join(folder, name));

const problems = files.flatMap(
  (path) => (isMarketplaces(path) ? loadMarketplacesFile(path) : loadProgramFile(path)).problems ?? [],
);
for (const problem of problems) console.error(problemText(problem));
if (problems.length > 0) {
  console.error(
    `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in program files; how to write one: docs/programs.md`,
  );
  process.exitCode = 1;
} else console.log(`${files.length} ${files.length === 1 ? 'program file is' : 'program files are'} valid`);
