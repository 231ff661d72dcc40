// Reads a file of rows into raw JSON lines, as the warehouse's export would hold them, in its 16 parts.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { chunkHash, partOf } from '../../lambdas/candidates/domain/run/chunk-plan.ts';
import { canonicalEventTime } from '../../lambdas/candidates/domain/run/event-time.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { parseCsv } from './csv.ts';

type Attributes = BatchProgram['dataConnector']['attributes'];
export type Rows = { parts: Map<string, string[]>; count: number; latestDay: string | undefined };

/** CSV knows only text: declared attributes are turned into their types, and an empty field is null. */
const typed = (text: string, type: string | undefined): unknown => {
  if (text === '') return null;
  if (type === 'boolean') return /^(true|t|1)$/i.test(text) ? true : /^(false|f|0)$/i.test(text) ? false : text;
  return type === 'number' && !Number.isNaN(Number(text)) ? Number(text) : text;
};

const csvLines = (text: string, attributes: Attributes): string[] => {
  const [header = [], ...records] = parseCsv(text);
  return records.map((fields) =>
    JSON.stringify(
      Object.fromEntries(header.map((name, index) => [name, typed(fields[index] ?? '', attributes[name])])),
    ),
  );
};

const parsed = (line: string): { customer_id?: unknown; event_time?: unknown } => {
  try {
    return (JSON.parse(line) as object | null) ?? {};
  } catch {
    return {};
  }
};

/**
 * @param path `.jsonl` or `.csv`, either may be gzipped (`.gz`)
 * @returns lines by part, and the latest day (UTC) of any event
 * @throws Error when there is no such file, or it is neither kind
 */
export const readRows = (path: string, attributes: Attributes): Rows => {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const kind = /\.(jsonl|ndjson|csv)(\.gz)?$/.exec(path)?.[1];
  if (!kind) throw new Error(`${path} is neither .jsonl nor .csv (either may end in .gz)`);
  const lines = kind === 'csv' ? csvLines(text, attributes) : text.split('\n').filter((line) => line.trim() !== '');
  const rows: Rows = { parts: new Map(), count: lines.length, latestDay: undefined };
  for (const line of lines) {
    const { customer_id: customerId, event_time: time } = parsed(line);
    const part = partOf(chunkHash(typeof customerId === 'string' ? customerId : ''));
    rows.parts.set(part, rows.parts.get(part) ?? []);
    rows.parts.get(part)?.push(line);
    const day = typeof time === 'string' ? canonicalEventTime(time)?.slice(0, 10) : undefined;
    if (day !== undefined && (rows.latestDay === undefined || day > rows.latestDay)) rows.latestDay = day;
  }
  return rows;
};
