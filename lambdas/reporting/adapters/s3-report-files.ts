import { packLines, unpackLines } from '../../candidates/index.ts';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { ReportFiles } from '../ports.ts';
import { putParts } from './report-parts.ts';

/** Reports in the data bucket. */
export const s3ReportFiles = (objects: Objects): ReportFiles => {
  const putRows = async (key: string, rows: readonly unknown[]): Promise<void> =>
    objects.put(key, await packLines(rows), 'application/gzip');
  return {
    putRows,
    getJson: async (key) => {
      const file = await objects.get(key);
      return file && JSON.parse(file.toString());
    },
    putJson: (key, value) => objects.put(key, JSON.stringify(value)),
    putHtml: (key, html) => objects.put(key, html, 'text/html; charset=utf-8'),
    getRows: async (key) => {
      const file = await objects.get(key);
      return file && unpackLines(file);
    },
    // New ones first: whoever reads in between sees too much rather than nothing.
    replaceRows: async (prefix, pages) => {
      const { written, rows } = await putParts(prefix, pages, putRows);
      for (const key of await objects.list(prefix)) if (!written.has(key)) await objects.removeAll(key);
      return rows;
    },
  };
};
