import { describe, expect, it } from 'vitest';
import { clientToken, literal, unloadExtract } from './athena-sql.ts';

describe('SQL for Athena', () => {
  it('quotes a value as SQL text', () => {
    expect(literal('2026-11-19')).toBe("'2026-11-19'");
    expect(literal("o'clock")).toBe("'o''clock'");
  });

  it('keeps a query whole that ends in a semicolon or a comment', () => {
    const sql = unloadExtract('SELECT 1 AS customer_id -- why; not', 's3://data/runs/x/extract/');
    expect(sql).toContain('-- why; not\n) q');
    expect(unloadExtract('SELECT 1;\n', 's3://b/p/')).toContain('SELECT 1\n) q');
    expect(sql).toMatch(/TO 's3:\/\/data\/runs\/x\/extract\/'\nWITH \(format = 'JSON'/);
  });

  it('makes tokens of a length that Athena takes, equal for equal texts only', () => {
    expect(clientToken('a')).toHaveLength(64);
    expect(clientToken('a')).toBe(clientToken('a'));
    expect(clientToken('a')).not.toBe(clientToken('b'));
  });
});
