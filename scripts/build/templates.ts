import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { loadProgramFile } from '../programs/load-program.ts';
import { problemText } from '../programs/problem.ts';
import { compileSet } from '../templates/compile-set.ts';

/**
 * The compiled templates of each program, by program id.
 * @param folder of the program files, with `templates/` in it
 * @throws Error with every problem of every template: file, line, column, what is wrong and what would be right
 */
export const compiledTemplates = async (
  folder: string,
  programIds: readonly string[],
): Promise<Record<string, TemplateSet>> => {
  const sets: Record<string, TemplateSet> = {};
  const problems: string[] = [];
  for (const id of programIds) {
    const { program } = loadProgramFile(join(folder, `${id}.yaml`));
    if (!program) throw new Error(`${id}.yaml has problems: validate programs before their templates.`);
    const { value, problems: found } = await compileSet(program, join(folder, 'templates'));
    problems.push(...found.map(problemText));
    if (value) sets[id] = value;
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return sets;
};

/** Writes `<dist>/templates/<programId>.json`, anew; Terraform uploads them as templates/current/<programId>.json. */
export const writeTemplates = async (sets: Readonly<Record<string, TemplateSet>>, dist: string): Promise<void> => {
  const folder = join(dist, 'templates');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [id, set] of Object.entries(sets)) await writeFile(join(folder, `${id}.json`), `${JSON.stringify(set)}\n`);
};
