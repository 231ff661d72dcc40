// What every ReportFiles must do: keep reports and rows, replace a partition whole.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { ReportFiles } from '../../lambdas/reporting/ports.ts';

const pagesOf = async function* (sizes: readonly number[]) {
  let n = 0;
  for (const size of sizes) yield Array.from({ length: size }, () => ({ n: n++ }));
};

/** @param list keys under a prefix, to see what is really there */
export const reportFilesContract = (
  open: () => { files: ReportFiles; list: (prefix: string) => Promise<string[]> },
): void => {
  const { files, list } = open();
  let prefix: string;
  beforeEach(() => {
    prefix = `reports/churn-report/contract-${randomUUID()}/`;
  });

  it('gives back what was put last, and nothing that never was', async () => {
    await files.putJson(`${prefix}a.json`, { figures: 1 });
    await files.putJson(`${prefix}a.json`, { figures: 2 });
    expect(await files.getJson(`${prefix}a.json`)).toEqual({ figures: 2 });
    expect(await files.getJson(`${prefix}b.json`)).toBeUndefined();
    expect(await files.getRows(`${prefix}b.jsonl.gz`)).toBeUndefined();
  });

  it('keeps rows in order, also none', async () => {
    await files.putRows(`${prefix}rows.jsonl.gz`, [{ text: 'für alle' }, { text: 'zwei\nZeilen' }]);
    await files.putRows(`${prefix}none.jsonl.gz`, []);
    expect(await files.getRows(`${prefix}rows.jsonl.gz`)).toEqual([{ text: 'für alle' }, { text: 'zwei\nZeilen' }]);
    expect(await files.getRows(`${prefix}none.jsonl.gz`)).toEqual([]);
  });

  it('keeps a page', async () => {
    await files.putHtml(`${prefix}a.html`, '<p>ä</p>');
    expect(await list(prefix)).toEqual([`${prefix}a.html`]);
  });

  it('makes pages one partition of objects of at most 5,000 rows', async () => {
    expect(await files.replaceRows(prefix, pagesOf([3_000, 0, 3_000, 5_000]))).toBe(11_000);
    const keys = await list(prefix);
    expect(keys).toHaveLength(3);
    const parts = await Promise.all(keys.map((key) => files.getRows(key)));
    expect(parts.flat()).toEqual(Array.from({ length: 11_000 }, (_, n) => ({ n })));
  });

  it('leaves nothing of an earlier, longer partition, and nothing else touched', async () => {
    const other = `${prefix.slice(0, -1)}-other/`;
    await files.replaceRows(other, pagesOf([1]));
    await files.replaceRows(prefix, pagesOf([5_000, 5_000, 1]));
    await files.replaceRows(prefix, pagesOf([2]));
    expect(await list(prefix)).toHaveLength(1);
    await files.replaceRows(prefix, pagesOf([]));
    expect(await list(prefix)).toEqual([]);
    expect(await list(other)).toHaveLength(1);
  });
};
