import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { DecisionLog, DecisionLogEntry } from '../../lambdas/candidates/ports.ts';

export const decisionLogContract = (open: () => DecisionLog): void => {
  const customerId = `c-${randomUUID()}`;
  const entry = (overrides: Partial<DecisionLogEntry> = {}): DecisionLogEntry => ({
    ...{ customerId, programId: 'reviews', subject: 'p-1', at: '2026-11-20T10:00:00.000Z' },
    ...{ kind: 'state-change', reason: 'active → closed: asked to', by: 'operator' },
    ...overrides,
  });

  it('gives back a customer’s entries of one program, oldest first, each once', async () => {
    const log = open();
    const later = entry({ at: '2026-11-20T11:00:00.000Z', subject: 'p-2' });
    for (const one of [entry(), later, entry({ programId: 'reviews-2' }), entry({ customerId: `${customerId}-b` })]) {
      await log.append(one);
    }
    expect(await log.forCustomer(customerId, 'reviews')).toEqual([entry(), later]);
    expect(await log.forCustomer('nobody', 'reviews')).toEqual([]);
  });
};
