// Maps raw rows of the warehouse to candidates; a bad row becomes a reject with its reason.

import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { Candidate, Scalar } from '../candidate.ts';
import {
  type AttributeType,
  type Problem,
  type Read,
  readAttribute,
  readId,
  readMarketplace,
  readTime,
} from './column-readers.ts';
import { driftWatch } from './schema-drift.ts';

/** Why a row was refused. `reason`: `<column>-<problem>`, for counting; `expected` and `found` are for people. */
export type RowReject = { column: string; reason: string; expected: string; found: string };
type MappedRow = { candidate: Candidate; reject?: never } | { candidate?: never; reject: RowReject };
export type RowMapper = {
  /** @param line one row as JSON text */
  map(line: string): MappedRow;
  /** Columns that no row so far had right, in words: schema drift, told from bad rows. Ask after the last row. */
  drift(): string[];
};

const rejectOf = (column: string, { problem, expected, found }: Problem): { reject: RowReject } => ({
  reject: { column, reason: `${column}-${problem}`, expected, found },
});

const kindOf = (raw: unknown): string => (raw === undefined ? 'no such column' : raw === null ? 'null' : typeof raw);

const parse = (line: string): Record<string, unknown> | undefined => {
  try {
    const row: unknown = JSON.parse(line);
    return typeof row === 'object' && row !== null && !Array.isArray(row)
      ? (row as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

/**
 * A mapper for one part of a program's extract. Columns: customer_id, subject, occasion, event_time, marketplace, the
 * program's attributes, and loaded_at if there is one. It remembers what it saw of each column, for `drift`.
 */
export const createRowMapper = ({
  programId,
  dataConnector,
}: Pick<BatchProgram, 'programId' | 'dataConnector'>): RowMapper => {
  const attributes = Object.entries(dataConnector.attributes) as [string, AttributeType][];
  const attributeReads = attributes.map(([name, type]) => [name, readAttribute(type)] as const);
  const watch = driftWatch();
  let problem: { reject: RowReject } | undefined;

  /** Reads a column and keeps the first problem of the row; the value is then never used. */
  const take = <T>(row: Record<string, unknown>, column: string, read: Read<T>): T => {
    const result = read(row[column]);
    const absent = !Object.hasOwn(row, column);
    if ('value' in result) {
      watch.saw(column, { absent });
      return result.value;
    }
    watch.saw(column, { absent, problem: `expected ${result.expected}, found ${kindOf(row[column])}` });
    problem ??= rejectOf(column, result);
    return undefined as T;
  };
  const readAttributes = (row: Record<string, unknown>): Record<string, Scalar> => {
    const values: Record<string, Scalar> = {};
    for (const [name, read] of attributeReads) values[name] = take(row, name, read);
    return values;
  };

  return {
    map: (line) => {
      const row = parse(line);
      if (!row) return rejectOf('row', { problem: 'invalid', expected: 'a JSON object', found: line.slice(0, 60) });
      problem = undefined;
      const candidate: Candidate = {
        customerId: take(row, 'customer_id', readId),
        programId,
        subject: take(row, 'subject', readId),
        occasion: take(row, 'occasion', readId),
        marketplace: take(row, 'marketplace', readMarketplace),
        eventTime: take(row, 'event_time', readTime),
        event: { source: dataConnector.connectorId },
        attributes: readAttributes(row),
      };
      if (row.loaded_at !== undefined && row.loaded_at !== null)
        candidate.event.loadedAt = take(row, 'loaded_at', readTime);
      return problem ?? { candidate };
    },
    drift: () => watch.drift(),
  };
};
