import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDraftNotification } from '../../../test/support/a-draft-notification.ts';
import { emptyPolicy } from '../domain/policy/grants.ts';
import { grantBatches } from './grant-batches.ts';
import type { GrantOutcome, GrantRequest } from './grant-transaction.ts';

const requestOf = (customerId: string): GrantRequest => ({
  seen: emptyPolicy(customerId),
  notification: aDraftNotification({ customerId }),
});
const customersIn = (batch: readonly GrantRequest[]): string[] => batch.map(({ seen }) => seen.customerId);

/** Commits after a turn of the event loop; a batch with customer `bad` fails. */
const open = () => {
  const seen = { batches: [] as string[][], running: 0, mostRunning: 0 };
  const grant = grantBatches(async (batch) => {
    seen.batches.push(customersIn(batch));
    seen.running += 1;
    seen.mostRunning = Math.max(seen.mostRunning, seen.running);
    await new Promise(setImmediate);
    seen.running -= 1;
    if (customersIn(batch).includes('bad')) throw new Error('refused');
    // Says who was asked for, so that a mixed-up answer shows.
    return customersIn(batch).map((id) => `granted ${id}` as GrantOutcome);
  });
  return { seen, grant };
};

describe('grants asked for at once', () => {
  it('go together: each once, at most 32 in a call, four calls at a time, never two of one customer', async () => {
    const customer = fc.integer({ min: 0, max: 60 }).map((n) => `c${n}`);
    await fc.assert(
      fc.asyncProperty(fc.array(customer, { maxLength: 250 }), async (customers) => {
        const { seen, grant } = open();
        const outcomes = await Promise.all(customers.map((id) => grant(requestOf(id))));
        expect(outcomes).toEqual(customers.map((id) => `granted ${id}`));
        expect(seen.batches.flat().sort()).toEqual([...customers].sort());
        for (const batch of seen.batches) {
          expect(batch.length).toBeLessThanOrEqual(32);
          expect(new Set(batch).size).toBe(batch.length);
        }
        expect(seen.mostRunning).toBeLessThanOrEqual(4);
      }),
      { numRuns: 50 },
    );
  });

  it('make as few calls as they can', async () => {
    const { seen, grant } = open();
    await Promise.all(Array.from({ length: 128 }, (_, n) => grant(requestOf(`c${n}`))));
    expect(seen.batches.map(({ length }) => length)).toEqual([32, 32, 32, 32]);
  });

  it('fail with their own batch only, and those after go on', async () => {
    const { grant } = open();
    const customers = ['bad', ...Array.from({ length: 200 }, (_, n) => `c${n}`)];
    const ends = await Promise.allSettled(customers.map((id) => grant(requestOf(id))));
    expect(ends.map(({ status }) => status)).toEqual(customers.map((_, n) => (n < 32 ? 'rejected' : 'fulfilled')));
  });
});
