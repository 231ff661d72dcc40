import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCaseFacts, aCaseStory, aHelpMessage, aTicket } from '../../../../test/support/a-case-story.ts';
import { type CaseRow, type CaseStory, caseRow } from './case-row.ts';
import { resolutionFigures } from './resolution-figures.ts';

const closedAt = (at: string, method: 'self-service' | 'no-further-error' | 'agent' = 'self-service') => ({
  state: 'closed' as const,
  closed: { reason: 'resolved' as const, method, at },
});
const helpedItself = aCaseFacts({
  ...closedAt('2026-11-20T10:05:00.000Z'),
  chosen: { at: '2026-11-20T10:04:00.000Z' },
});

describe('a case’s row', () => {
  it('tells what became of it', () => {
    expect(caseRow(aCaseStory({ issue: helpedItself, rating: { solved: 5, effort: 4 } }))).toMatchObject({
      ...{ day: '2026-11-20', errors: 3, sent: true, delivered: true, clicked: true, engaged: true, resolved: true },
      ...{ method: 'self-service', seconds: 300, called: false, messagesUsd: 0.006, group: 'contacted' },
      rating: { solved: 5, effort: 4 },
    });
  });

  it('names no customer', () => {
    expect(JSON.stringify(caseRow(aCaseStory()))).not.toContain('customer-1');
  });

  it('takes a step on the page for a click and a delivery whose receipts were lost', () => {
    const silent = aHelpMessage({ state: 'accepted', date: { accepted: '2026-11-20T10:00:00.300Z' } });
    expect(caseRow(aCaseStory({ issue: helpedItself, messages: [silent] }))).toMatchObject({
      delivered: true,
      clicked: true,
    });
    expect(caseRow(aCaseStory({ messages: [silent] }))).toMatchObject({ delivered: false, clicked: false });
  });

  it('counts who was held out, though the issue went away', () => {
    const held = aHelpMessage({ state: 'suppressed', reason: 'holdout', date: {} });
    const row = caseRow(
      aCaseStory({ issue: aCaseFacts(closedAt('2026-11-21T10:00:00.000Z', 'no-further-error')), messages: [held] }),
    );
    expect(row).toMatchObject({ group: 'holdout', sent: false, engaged: false, resolved: true });
  });

  it('is in no group when it was spared, or refused for another reason', () => {
    const noConsent = aHelpMessage({ state: 'suppressed', reason: 'no-consent', date: {} });
    for (const message of [noConsent, aHelpMessage({ spared: true })])
      expect(caseRow(aCaseStory({ messages: [message] })).group).toBeUndefined();
  });

  it('prices an e-mail that was accepted, and nothing that was not', () => {
    const { cost: _cost, ...email } = aHelpMessage({ channel: 'email' });
    expect(caseRow(aCaseStory({ messages: [email] })).messagesUsd).toBe(0.0001);
    expect(caseRow(aCaseStory({ messages: [{ ...email, date: {} }] })).messagesUsd).toBe(0);
  });

  it('says how long a call was waited for', () => {
    const issue = aCaseFacts({ state: 'calling', callbackId: 'call-1' });
    const again = aTicket({ callbackId: 'call-2', requestedAt: '2026-11-21T10:10:00.000Z' });
    const row = caseRow(aCaseStory({ issue, tickets: [again, aTicket()] }));
    expect(row).toMatchObject({ called: true, callSeconds: 180, engaged: true });
  });

  it('ends a silent issue with its last sign, not with the check a day later', () => {
    const issue = aCaseFacts({
      ...closedAt('2026-11-21T10:04:30.000Z', 'no-further-error'),
      ...{ chosen: { at: '2026-11-20T10:04:00.000Z' }, lastErrorAt: '2026-11-20T10:00:00.000Z' },
    });
    expect(caseRow(aCaseStory({ issue })).seconds).toBe(240);
  });
});

const instant = fc
  .integer({ min: 0, max: 300_000 })
  .map((s) => new Date(Date.UTC(2026, 10, 20, 10) + s * 1_000).toISOString());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const message = fc
  .record({
    channel: fc.constantFrom('sms' as const, 'email' as const),
    reached: fc.nat(4),
    held: fc.boolean(),
    spared: fc.boolean(),
  })
  .map(({ channel, reached, held, spared }) => {
    if (held) return aHelpMessage({ channel, spared, state: 'suppressed', reason: 'holdout', date: {} });
    const stages = ['queued', 'accepted', 'delivered', 'opened', 'clicked'].slice(0, reached + 1);
    return aHelpMessage({
      channel,
      spared,
      date: Object.fromEntries(stages.map((stage) => [stage, '2026-11-20T10:00:01.000Z'])),
    });
  });
const issue = fc
  .record({
    caseId: fc.uuid(),
    customerId: fc.constantFrom('a', 'b', 'c', 'd'),
    issueType: fc.constantFrom('app_crash', 'payment_failure', 'login_loop'),
    appVersion: fc.constantFrom('2.5.1', '2.5.2'),
    sightings: fc.nat(9),
    closed: maybe(
      fc.record({
        reason: fc.constantFrom('resolved' as const, 'expired' as const),
        at: instant,
        method: fc.constantFrom('self-service' as const, 'agent' as const, 'no-further-error' as const),
      }),
    ),
    chosen: maybe(fc.record({ at: instant })),
    callbackId: maybe(fc.constant('call')),
  })
  .map(({ closed, chosen, callbackId, ...facts }) =>
    aCaseFacts({ ...facts, ...(closed && { closed }), ...(chosen && { chosen }), ...(callbackId && { callbackId }) }),
  );
const story: fc.Arbitrary<CaseStory> = fc
  .record({
    issue,
    messages: fc.array(message, { maxLength: 3 }),
    rating: maybe(fc.record({ solved: fc.integer({ min: 1, max: 5 }), effort: fc.integer({ min: 1, max: 5 }) })),
    left: fc.boolean(),
  })
  .map(aCaseStory);
const rowsOfAny: fc.Arbitrary<CaseRow[]> = fc.array(story, { maxLength: 40 }).map((stories) => stories.map(caseRow));

describe('the figures of any cases', () => {
  it('never grow along the funnel', () => {
    fc.assert(
      fc.property(rowsOfAny, (rows) => {
        const counts = resolutionFigures(rows).funnel.map(({ count }) => count);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      }),
    );
  });

  it('add up: every grouping, way and bar to the same cases', () => {
    fc.assert(
      fc.property(rowsOfAny, (rows) => {
        const { groups, resolution, time, repeatedErrors, channels } = resolutionFigures(rows);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        for (const group of Object.values(groups)) {
          expect(sum(group.map(({ cases }) => cases))).toBe(rows.length);
          expect(sum(group.map(({ resolved }) => resolved))).toBe(resolution.resolved);
        }
        const { selfService, noFurtherError, agent, other, resolved } = resolution;
        expect(selfService + noFurtherError + agent + other).toBe(resolved);
        for (const { count, histogram } of Object.values(time))
          expect(sum(histogram.map((bar) => bar.count))).toBe(count);
        expect(sum(Object.values(time).map(({ count }) => count))).toBe(resolved);
        expect(repeatedErrors.errors - repeatedErrors.joined).toBe(rows.length);
        expect(sum(channels.map(({ sent }) => sent))).toBe(sum(rows.map(({ reach }) => reach.length)));
      }),
    );
  });

  it('are rates between 0 and 1, or nothing', () => {
    fc.assert(
      fc.property(rowsOfAny, (rows) => {
        const { resolution, callbacks, repeatedErrors, channels } = resolutionFigures(rows);
        const ofChannels = channels.flatMap(({ deliveryRate, openRate, clickRate }) => [
          deliveryRate,
          openRate,
          clickRate,
        ]);
        for (const rate of [
          resolution.rate,
          resolution.selfServiceRate,
          callbacks.rate,
          repeatedErrors.rate,
          ...ofChannels,
        ]) {
          if (rate === null) continue;
          expect(rate).toBeGreaterThanOrEqual(0);
          expect(rate).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the figures of three cases', () => {
  const rows = [
    caseRow(aCaseStory({ issue: helpedItself, rating: { solved: 5, effort: 3 } })),
    caseRow(
      aCaseStory({
        issue: aCaseFacts({ ...closedAt('2026-11-20T10:15:00.000Z', 'agent'), caseId: 'case-2', callbackId: 'call' }),
      }),
    ),
    caseRow(aCaseStory({ issue: aCaseFacts({ caseId: 'case-3', customerId: 'customer-3', sightings: 1 }) })),
  ];
  const figures = resolutionFigures(rows);

  it('are those one counts by hand', () => {
    expect(figures.funnel.map(({ count }) => count)).toEqual([7, 3, 3, 3, 2, 2, 2]);
    expect(figures.resolution).toMatchObject({ resolved: 2, rate: 2 / 3, selfServiceRate: 0.5 });
    expect(figures.callbacks).toMatchObject({ requested: 1, rate: 1 / 3 });
    expect(figures.time).toMatchObject({
      selfService: { median: 300 },
      agent: { median: 900 },
      noFurtherError: { median: null },
    });
    expect(figures.satisfaction).toEqual({ answers: 1, solved: 5, effort: 3 });
    expect(figures.repeatedErrors).toEqual({ errors: 7, joined: 4, rate: 4 / 7 });
  });

  it('never mix the wait for silence with minutes of taps', () => {
    const silent = caseRow(
      aCaseStory({
        issue: aCaseFacts({
          ...closedAt('2026-11-23T10:00:00.000Z', 'no-further-error'),
          chosen: { at: '2026-11-20T20:00:00.000Z' },
        }),
      }),
    );
    const { time } = resolutionFigures([...rows, silent]);
    expect(time.selfService).toEqual(figures.time.selfService);
    expect(time.noFurtherError).toMatchObject({ count: 1, median: 36_000 });
  });
});
