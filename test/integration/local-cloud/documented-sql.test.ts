// SQL that docs/operations.md shows is SQL that Athena takes: each statement is asked as it stands there.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { queryAthena } from '../../support/athena.ts';

const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const statements = [...page.matchAll(/^```sql\n(.*?)^```$/gms)].map((block) => (block[1] ?? '').trim());

describe('docs/operations.md', () => {
  it('marks its SQL as such', () => {
    expect(statements.length).toBe(page.match(/^\s*SELECT\b/gm)?.length);
    expect(statements.length).toBeGreaterThan(0);
  });

  it.each(statements)('shows statements that run (%#)', async (statement) => {
    expect(await queryAthena(statement)).toBeInstanceOf(Array); // no rows are no error; a wrong type or column is
  });

  it('would be told of a partition that is compared with a number', async () => {
    const spoiled = statements.map((sql) => sql.replace(/\battempt = '(\d+)'/, 'attempt = $1'));
    const wrong = spoiled.find((sql, place) => sql !== statements[place]);
    await expect(queryAthena(String(wrong))).rejects.toThrow(/TYPE_MISMATCH/);
  });
});
