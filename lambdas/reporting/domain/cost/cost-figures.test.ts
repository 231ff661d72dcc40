import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCaseFacts, aCaseStory, aTicket } from '../../../../test/support/a-case-story.ts';
import { type CaseRow, caseRow } from '../figures/case-row.ts';
import type { CaseFacts, TicketFacts } from '../figures/facts.ts';
import { costFigures } from './cost-figures.ts';

const solvedBy = (method: 'agent' | 'self-service'): Partial<CaseFacts> => ({
  state: 'closed',
  closed: { reason: 'resolved', method, at: '2026-11-20T11:00:00.000Z' },
});
const rowOf = (issue: Partial<CaseFacts>, tickets: TicketFacts[] = []): CaseRow =>
  caseRow(aCaseStory({ issue: aCaseFacts(issue), tickets }));
const escalation = aTicket({ callbackId: 'e-1', kind: 'escalation', date: { seen: '2026-11-20T10:20:00.000Z' } });

describe('the cost of cases', () => {
  it('has a ticket’s price for an escalation that an agent solved, as for a call', () => {
    const rows = [rowOf(solvedBy('agent'), [escalation]), rowOf(solvedBy('agent'), [aTicket()])];
    const { tickets, worked, perResolution } = costFigures(rows);
    expect(tickets).toBe(30);
    expect(worked).toMatchObject({ calls: 1, escalations: 1, unknown: 0 });
    expect(perResolution).toBeGreaterThan(15);
  });

  it('has each call of a customer who asked twice', () => {
    const again = aTicket({ callbackId: 'call-2', requestedAt: '2026-11-21T10:00:00.000Z' });
    expect(costFigures([rowOf(solvedBy('agent'), [aTicket(), again])]).tickets).toBe(30);
  });

  it('has a ticket for what an agent solved, though none is known any more', () => {
    expect(costFigures([rowOf(solvedBy('agent'))])).toMatchObject({ tickets: 15, worked: { unknown: 1 } });
  });

  it('has nobody’s time for a ticket that was cancelled before anybody saw it', () => {
    const cancelled = aTicket({ state: 'cancelled', date: {} });
    const unreached = aTicket({ callbackId: 'call-2', state: 'failed', date: {}, outcome: 'not-reached' });
    expect(costFigures([rowOf(solvedBy('self-service'), [cancelled])]).tickets).toBe(0);
    expect(costFigures([rowOf({}, [unreached])]).tickets).toBe(15);
  });

  it('shows compensation apart, and a resolution with it and without', () => {
    const generous = aTicket({ compensationUsd: 20, minutes: 12 });
    const { compensation, perResolution, perResolutionWithCompensation, worked } = costFigures([
      rowOf(solvedBy('agent'), [generous]),
      rowOf(solvedBy('self-service')),
    ]);
    expect(compensation).toBe(20);
    expect((perResolutionWithCompensation ?? 0) - (perResolution ?? 0)).toBeCloseTo(10, 9);
    expect(worked).toMatchObject({ minutes: 12, withMinutes: 1 });
  });

  it('charges agents only to the whole', () => {
    const { messages, infrastructure, perSelfService } = costFigures([
      rowOf(solvedBy('agent'), [aTicket({ compensationUsd: 5 })]),
      rowOf(solvedBy('self-service')),
    ]);
    expect(perSelfService).toBeCloseTo(messages + infrastructure, 9);
    expect(messages).toBeCloseTo(0.012, 9);
    expect(infrastructure).toBeLessThan(0.01);
  });
});

const ticket = fc
  .record(
    {
      kind: fc.constantFrom('call' as const, 'escalation' as const),
      date: fc.constantFrom({}, { seen: 'x' }, { called: 'x' }, { done: 'x' }),
      minutes: fc.nat(90),
      compensationUsd: fc.nat(100),
    },
    { requiredKeys: ['kind', 'date'] },
  )
  .map((facts) => aTicket(facts));
const row = fc
  .tuple(fc.constantFrom({}, solvedBy('agent'), solvedBy('self-service')), fc.array(ticket, { maxLength: 3 }))
  .map(([issue, tickets]) => rowOf(issue, tickets));
const rowsOfAny = fc.array(row, { maxLength: 20 });

describe('the costs of any cases', () => {
  it('add up, line by line and ticket by ticket', () => {
    fc.assert(
      fc.property(rowsOfAny, (rows) => {
        const { messages, infrastructure, tickets, compensation, total, worked } = costFigures(rows);
        expect(total).toBeCloseTo(messages + infrastructure + tickets + compensation, 9);
        const all = rows.flatMap((one) => one.tickets);
        expect(tickets).toBe(15 * all.filter((one) => one.worked).length);
        expect(worked.calls + worked.escalations + worked.unknown).toBe(tickets / 15);
        expect(compensation).toBe(all.reduce((sum, one) => sum + (one.compensationUsd ?? 0), 0));
      }),
    );
  });

  it('split a period without losing any', () => {
    fc.assert(
      fc.property(rowsOfAny, rowsOfAny, (one, other) => {
        const total = (rows: CaseRow[]) => costFigures(rows).total;
        expect(total([...one, ...other])).toBeCloseTo(total(one) + total(other), 9);
      }),
    );
  });

  it('are never less a resolution than a ticket for each that an agent solved', () => {
    fc.assert(
      fc.property(rowsOfAny, (rows) => {
        const solved = rows.filter(({ method }) => method === 'agent').length;
        expect(costFigures(rows).tickets).toBeGreaterThanOrEqual(15 * solved);
      }),
    );
  });
});
