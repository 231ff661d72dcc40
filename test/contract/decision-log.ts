import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type {
  DecisionLog,
  DecisionLogEntry,
  ReactiveDecision,
  ReactiveDecisions,
} from '../../lambdas/candidates/ports.ts';
import { aDecision } from '../support/a-run.ts';

export const decisionLogContract = (open: () => DecisionLog): void => {
  const customerId = `c-${randomUUID()}`;
  const entry = (overrides: Partial<DecisionLogEntry> = {}): DecisionLogEntry => ({
    ...{ customerId, programId: 'reviews', subject: 'p-1', at: '2990-11-20T10:00:00.000Z' },
    ...{ kind: 'state-change', reason: 'active → closed: asked to', by: 'operator' },
    ...overrides,
  });

  it('gives back a customer’s entries of one program, oldest first, each once', async () => {
    const log = open();
    const later = entry({ at: '2990-11-20T11:00:00.000Z', subject: 'p-2' });
    for (const one of [entry(), later, entry({ programId: 'reviews-2' }), entry({ customerId: `${customerId}-b` })]) {
      await log.append(one);
    }
    expect(await log.forCustomer(customerId, 'reviews')).toEqual([entry(), later]);
    expect(await log.forCustomer('nobody', 'reviews')).toEqual([]);
  });
};

/** `log`: what else is decided about the same customers. */
export const reactiveDecisionsContract = (
  open: () => { decisions: ReactiveDecisions; log: Pick<DecisionLog, 'append' | 'forCustomer'> },
): void => {
  const customerId = `c-${randomUUID()}`;
  const decision = (at: string, overrides: Partial<ReactiveDecision> = {}): ReactiveDecision => {
    const { runId: _none, ...record } = aDecision(customerId, 'app_crash');
    return {
      ...{ customerId, programId: 'help', subject: 'app_crash', at, record: { ...record, decidedAt: at, eventId: at } },
      ...overrides,
    };
  };

  it('gives back a customer’s decisions of one program, oldest first; the same event is decided once', async () => {
    const { decisions, log } = open();
    const [first, second] = [decision('2990-11-20T10:00:00.000Z'), decision('2990-11-20T11:00:00.000Z')];
    for (const one of [second, first, first, decision('2990-11-20T09:00:00.000Z', { programId: 'help-2' })])
      await decisions.record(one);
    expect(await decisions.forCustomer(customerId, 'help')).toEqual([first, second]);
    expect(await decisions.forCustomer('nobody', 'help')).toEqual([]);
    expect(await log.forCustomer(customerId, 'help')).toEqual([]);
  });

  it('keeps them apart from what was decided by hand', async () => {
    const { decisions, log } = open();
    const about = { customerId: `${customerId}-2`, programId: 'help', subject: 'app_crash' };
    await log.append({ ...about, at: '2990-11-20T10:00:00.000Z', kind: 'state-change', reason: 'asked to', by: 'me' });
    expect(await decisions.forCustomer(about.customerId, 'help')).toEqual([]);
    expect(await log.forCustomer(about.customerId, 'help')).toHaveLength(1);
  });
};
