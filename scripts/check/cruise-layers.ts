import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { layerRules } from './layer-rules.ts';

/** How many modules were looked at, and every import that breaks a rule, as a line for people. */
export type LayerReport = { modules: number; violations: string[] };

const folders = ['lambdas', 'web/src'];

/**
 * Holds the rules over `<root>/lambdas`, and the pages beside it.
 * @throws Error when no module was found: dependency-cruiser does that silently with a TypeScript it cannot read
 */
export const cruiseLayers = async (root: string): Promise<LayerReport> => {
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root,
      ruleSet: { forbidden: layerRules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
  );
  const { modules, summary } = output as ICruiseResult;
  const own = modules.filter(({ source }) => source.startsWith('lambdas/')).length;
  if (own === 0)
    throw new Error(
      `0 modules were cruised under ${root}/lambdas: the check is blind. dependency-cruiser needs TypeScript 6 as "typescript" in node_modules.`,
    );
  const comments = new Map(layerRules.map(({ name, comment }) => [name, comment]));
  const lines = summary.violations.map(
    ({ rule, from, to }) => `${from} imports ${to}: ${rule.name}. ${comments.get(rule.name) ?? ''}`,
  );
  return { modules: own, violations: [...new Set(lines)] };
};
