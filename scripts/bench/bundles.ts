// bundle-largest-kb and init-largest-ms: what `make build` makes, measured by the build's own report.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../build/artifacts.ts';
import { maximumBundleBytes } from '../build/bundle.ts';
import { findEntries } from '../build/entries.ts';
import { type Measured, measure, table } from '../build/report.ts';
import type { BenchRow } from './bench-row.ts';

/** design.md, Budgets. */
const initBudgetMs = 100;

const largest = (measured: readonly Measured[], figure: 'kb' | 'initMs'): Measured =>
  measured.reduce((most, one) => (one[figure] > most[figure] ? one : most));

/** Built beside `dist/`, which a running local cloud may be using. */
const measureAnew = async (): Promise<Measured[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'herald-bench-'));
  try {
    return await measure(await buildFunctions(findEntries('.'), folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const bundles = async (): Promise<BenchRow[]> => {
  const measured = await measureAnew();
  console.log(table(measured));
  const [widest, slowest] = [largest(measured, 'kb'), largest(measured, 'initMs')];
  const budgetKb = maximumBundleBytes / 1024;
  return [
    {
      name: 'bundle-largest-kb',
      value: Math.round(widest.kb),
      unit: 'KB',
      baseline: budgetKb,
      ratio: budgetKb / widest.kb,
      how: `${widest.name}, the largest of ${measured.length} bundles, minified, not zipped; baseline: the budget`,
    },
    {
      name: 'init-largest-ms',
      value: Math.round(slowest.initMs),
      unit: 'ms',
      baseline: initBudgetMs,
      ratio: initBudgetMs / slowest.initMs,
      how: `${slowest.name}, the slowest of ${measured.length} to import in a fresh process of Node ${process.versions.node}, median of three, one after the other; baseline: the budget`,
    },
  ];
};
