import type { ReportFiles } from '../ports.ts';
import { putParts } from './report-parts.ts';

/** The fake of ReportFiles. `stored`: what lies in the bucket, as text, by key. */
export const memoryReportFiles = (): ReportFiles & { stored: Map<string, string> } => {
  const stored = new Map<string, string>();
  const putRows = async (key: string, rows: readonly unknown[]): Promise<void> =>
    void stored.set(key, JSON.stringify(rows));
  const read = (key: string) => {
    const text = stored.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    stored,
    putRows,
    getJson: async (key) => read(key),
    putJson: async (key, value) => void stored.set(key, JSON.stringify(value)),
    putHtml: async (key, html) => void stored.set(key, html),
    getRows: async (key) => read(key),
    replaceRows: async (prefix, pages) => {
      const { written, rows } = await putParts(prefix, pages, putRows);
      for (const key of stored.keys()) if (key.startsWith(prefix) && !written.has(key)) stored.delete(key);
      return rows;
    },
  };
};
