import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { type Marketplaces, marketplacesSchema } from '../../lambdas/shared/programs/marketplace-schema.ts';
import { type Problem, pathText } from './problem.ts';
import { positionOf } from './yaml-positions.ts';

export type LoadedMarketplaces =
  | { marketplaces: Marketplaces; problems?: never }
  | { problems: Problem[]; marketplaces?: never };

/** Loads programs/marketplaces.yaml, or says all that is wrong with it. */
export const loadMarketplacesFile = (path: string): LoadedMarketplaces => {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const parsed = marketplacesSchema.safeParse(document.toJS());
  if (parsed.success) return { marketplaces: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path: where, message }) => ({
      file: relative(process.cwd(), path),
      ...positionOf(document, lines, { path: where, what: '', right: '' }),
      what: `${pathText(where)}: ${message}`,
      right: 'Compare with the other marketplaces',
    })),
  };
};
