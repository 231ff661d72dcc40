// Collects the warehouse's rows as JSON Lines, then turns them into the Parquet files of the warehouse bucket.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonLinesFile, jsonLinesFile } from './json-lines-file.ts';
import type { DeliveryRow, PurchaseRow, ReviewRow } from './warehouse-rows.ts';
import { type WarehouseTable, warehouseTables } from './warehouse-tables.ts';
import { type ParquetJob, writeParquet } from './write-parquet.ts';

const rowsPerPart = 125_000;

type StagedPart = { table: WarehouseTable; object: string; file: JsonLinesFile; rows: number };

export type WarehouseStage = {
  delivery(loadDate: string, row: DeliveryRow): void;
  purchase(row: PurchaseRow): void;
  review(row: ReviewRow): void;
  /** Writes `<folder>/warehouse/**` and removes the staged lines. Resolves to the objects' keys. */
  finish(): Promise<string[]>;
};

/** @param folder where `stage/` and `warehouse/` lie */
export const warehouseStage = (folder: string): WarehouseStage => {
  const parts: StagedPart[] = [];
  const current = new Map<string, StagedPart>();

  const open = (table: WarehouseTable, prefix: string): StagedPart => {
    const number = parts.filter(({ object }) => object.startsWith(`${prefix}/`)).length;
    const object = `${prefix}/part-${String(number).padStart(5, '0')}.parquet`;
    const file = jsonLinesFile(join(folder, 'stage', `${parts.length}.jsonl`));
    return { table, object, file, rows: 0 };
  };
  const add = (table: WarehouseTable, prefix: string, row: object) => {
    let part = current.get(prefix);
    if (!part || part.rows === rowsPerPart) {
      part = open(table, prefix);
      parts.push(part);
      current.set(prefix, part);
    }
    part.file.write(row);
    part.rows += 1;
  };

  return {
    delivery: (loadDate, row) => add('deliveries', `deliveries/load_date=${loadDate}`, row),
    purchase: (row) => add('purchases', 'purchases', row),
    review: (row) => add('reviews', 'reviews', row),
    async finish() {
      for (const part of parts) part.file.close();
      await writeParquet(parts.map((part) => jobOf(folder, part)));
      rmSync(join(folder, 'stage'), { recursive: true });
      return parts.map(({ object }) => object);
    },
  };
};

const jobOf = (folder: string, { table, object, file }: StagedPart): ParquetJob => ({
  from: file.path,
  to: join(folder, 'warehouse', object),
  columns: warehouseTables[table].columns,
});
