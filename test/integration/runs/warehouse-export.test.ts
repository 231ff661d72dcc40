// The day's candidates as Parquet, counted; and a day without a committed run is refused.
import { beforeAll, describe, expect, it } from 'vitest';
import { queryAthena } from '../../support/athena.ts';
import { night as day } from '../../support/last-night.ts';
import { run } from '../../support/runs.ts';
import { putCustomer, putProduct } from '../../support/seed-facts.ts';
import { aProgram, deliveriesQuery, deployProgram, uniqueId } from '../../support/test-programs.ts';

const programId = uniqueId('it-export');
const customers = ['ann', 'bob', 'cho', 'dee', 'eve'].map((name) => `${programId}-${name}`);
const productId = `${programId}-p`;

beforeAll(async () => {
  await Promise.all([...customers.map((customerId) => putCustomer({ customerId })), putProduct({ productId })]);
  const rows = [...customers, `${programId}-stranger`].map((customerId) => ({ customerId, productId }));
  await deployProgram(aProgram(programId, { query: deliveriesQuery({ [day]: rows }), brake: { maxRejectShare: 0.5 } }));
  const night = await run('batch-ingestion', { programId, day });
  expect(night.status, night.cause).toBe('SUCCEEDED');
});

describe('the warehouse export', () => {
  it('writes exactly the candidates of the committed run, twice the same', async () => {
    for (const time of ['first', 'again']) {
      const execution = await run('warehouse-export', { programId, day });
      expect(execution.status, `${time}: ${execution.cause}`).toBe('SUCCEEDED');
      const rows = await queryAthena(
        `SELECT customer_id, band FROM candidates_export WHERE program = '${programId}' AND day = '${day}' ORDER BY customer_id`,
      );
      expect(rows.map(([customerId]) => customerId)).toEqual(customers);
    }
  });

  it('refuses a day that has no committed run, and says what to do', async () => {
    const execution = await run('warehouse-export', { programId, day: '2026-11-01' });
    expect(execution.status).toBe('FAILED');
    expect(`${execution.error} ${execution.cause}`).toMatch(/2026-11-01/);
  });
});
