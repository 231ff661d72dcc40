// .local/bench.json: the list of figures that `make bench` leaves.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BenchRow } from './bench-row.ts';

/** Relative to the repository, where `make bench` runs. */
export const benchFile = '.local/bench.json';

/** New rows take the place of old ones of the same name; what was not measured this time stays. By name. */
export const mergeRows = (old: readonly BenchRow[], measured: readonly BenchRow[]): BenchRow[] => {
  const byName = new Map([...old, ...measured].map((row) => [row.name, row]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** @returns none when the file isn't there yet */
export const readRows = (file: string): BenchRow[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchRow[]) : [];

/** Merges the rows into the file, at once, so that an interrupted bench keeps what it has measured. */
export const keepRows = (file: string, measured: readonly BenchRow[]): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(mergeRows(readRows(file), measured), null, 2)}\n`);
};

/** A line for people. */
export const rowText = ({ name, value, unit, baseline, ratio, how }: BenchRow): string => {
  const compared = baseline === null ? '' : ` against ${rounded(baseline)}`;
  const better = ratio === null ? '' : ` (${rounded(ratio)} times)`;
  return `${name}: ${rounded(value)} ${unit}${compared}${better}\n    ${how}`;
};

/** Three digits are what a measurement like ours can tell. */
const rounded = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
