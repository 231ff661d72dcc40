import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type GeneratedData, generateData } from './generate-data.ts';
import type { QueryRow } from './warehouse-rows.ts';

const root = mkdtempSync(join(tmpdir(), 'herald-generate-'));
const request = { size: 'small', seed: 42, day: '2026-11-20' } as const;
const folder = join(root, 'small');
let data: GeneratedData;

const linesOf = <T>(name: string): T[] =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const digests = (of: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(of, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(of.length), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );

beforeAll(async () => {
  data = await generateData(request, folder);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('generateData', () => {
  it('writes the same bytes for the same request, into a folder that held other data', async () => {
    const again = join(root, 'again');
    await generateData({ ...request, seed: 7, day: '2026-01-31' }, again);
    const other = digests(again);
    await generateData(request, again);
    const first = digests(folder);
    expect(digests(again)).toEqual(first);
    for (const name of ['rows', 'customers', 'contacts', 'policy', 'features', 'truth'])
      expect(other[`/${name}.jsonl`]).not.toBe(first[`/${name}.jsonl`]);
  });

  it('has exactly the size’s deliveries, of which the big customer’s are 1.4 %', () => {
    const rows = linesOf<QueryRow>('rows');
    expect(rows).toHaveLength(5000);
    expect(data.rows).toBe(5000);
    const big = rows.filter(({ customer_id }) => customer_id === 'C0000000').length;
    expect(big).toBeGreaterThan(65);
    expect(big).toBeLessThanOrEqual(70);
  });

  it('counts the items it wrote', () => {
    for (const [name, count] of Object.entries(data.items)) expect(linesOf(name)).toHaveLength(count);
  });

  it('brings every kind of dirt along', () => {
    const rows = linesOf<QueryRow>('rows');
    const known = new Set(linesOf<{ customerId: string }>('customers').map(({ customerId }) => customerId));
    const some = (test: (row: QueryRow) => boolean) => rows.filter(test).length;
    expect(some((row) => row.customer_id === null)).toBeGreaterThan(0);
    expect(some((row) => row.customer_id === '')).toBeGreaterThan(0);
    expect(some((row) => row.event_time === null)).toBeGreaterThan(0);
    expect(some((row) => row.marketplace === 'XX')).toBeGreaterThan(0);
    expect(some((row) => Boolean(row.customer_id) && !known.has(row.customer_id ?? ''))).toBeGreaterThan(5);
    expect(some((row) => row.event_time !== null && row.event_time < request.day)).toBeGreaterThan(100);
    expect(some((row) => /[^\p{ASCII}]/u.test(row.customer_id ?? ''))).toBeGreaterThan(0);
    const pairs = new Set(rows.map((row) => `${row.customer_id}\n${row.subject}`));
    expect(rows.length - pairs.size).toBeGreaterThanOrEqual(data.duplicates / 2);
    expect(data.duplicates).toBeGreaterThan(10);
    expect(data.malformed / data.rows).toBeLessThan(0.02);
  });

  it('holds every customer, product and feature entity once', () => {
    const distinct = (name: string, key: (item: Record<string, unknown>) => unknown) => {
      const keys = linesOf<Record<string, unknown>>(name).map(key);
      expect(new Set(keys).size).toBe(keys.length);
    };
    distinct('customers', (item) => item.customerId);
    distinct('products', (item) => item.productId);
    distinct('policy', (item) => item.pk);
    distinct('contacts', (item) => item.pk);
    distinct('features', (item) => `${item.entity} ${item.featureGroup}`);
  });
});

describe('the warehouse', () => {
  it('gives the program’s own query exactly rows.jsonl', async () => {
    const query = (
      parse(readFileSync('programs/product-reviews.yaml', 'utf8')) as { dataConnector: { config: { query: string } } }
    ).dataConnector.config.query;
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const table of ['deliveries', 'purchases', 'reviews'])
      await connection.run(
        `CREATE VIEW ${table} AS FROM read_parquet('${folder}/warehouse/${table}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`,
      );
    const result = await connection.runAndReadAll(query, [request.day]);
    const found = result.getRowObjectsJson().map((row) =>
      JSON.stringify({
        ...row,
        event_time: row.event_time && `${row.event_time}.000`,
        loaded_at: `${row.loaded_at}.000`,
      }),
    );
    expect(found.sort()).toEqual(
      linesOf<QueryRow>('rows')
        .map((row) => JSON.stringify(row))
        .sort(),
    );
  });

  it('has rows that the query must leave out', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const result = await connection.runAndReadAll(
      `SELECT count(*) FILTER (load_date <> '${request.day}') AS other_days, count(*) FILTER (delivery_status <> 'COMPLETED') AS unfinished
       FROM read_parquet('${folder}/warehouse/deliveries/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`,
    );
    expect(result.getRowObjectsJson()).toEqual([{ other_days: '300', unfinished: '150' }]);
  });
});
