// All templates of one program → its TemplateSet.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Template, TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { loadMarketplacesFile } from '../programs/load-marketplaces.ts';
import { type Compiled, compileTemplate } from './compile-template.ts';
import { languageChecks } from './language-checks.ts';
import { renderSamples } from './render-samples.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const setOf = (programId: string, templates: Template[]): TemplateSet => ({
  programId,
  hash: sha256(JSON.stringify({ programId, templates })),
  templates,
});

/**
 * Compiles and checks what lies in `<root>/<programId>`; a program without templates has an empty set.
 * @param root folder of all templates, which is also where includes may come from; marketplaces.yaml lies beside it
 */
export const compileSet = async (program: AnyProgram, root: string): Promise<Compiled<TemplateSet>> => {
  const folder = join(root, program.programId);
  const ids = existsSync(folder)
    ? readdirSync(folder).filter((id) => existsSync(join(folder, id, 'template.yaml')))
    : [];
  const options = { root, smsParts: program.delivery?.smsParts };
  const compiled = await Promise.all(ids.sort().map((id) => compileTemplate(join(folder, id), options)));
  const problems = compiled.flatMap((one) => one.problems);
  if (problems.length > 0) return { problems };
  const set = setOf(
    program.programId,
    compiled.flatMap(({ value }) => value as Template[]),
  );
  const { marketplaces } = loadMarketplacesFile(join(root, '../marketplaces.yaml'));
  const unspoken = marketplaces ? languageChecks(set, program, { folder, marketplaces }) : [];
  const unfit = [...renderSamples(set, folder), ...unspoken];
  return unfit.length > 0 ? { problems: unfit } : { value: set, problems: [] };
};
