import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../../test/support/a-candidate.ts';
import { type FilterStep, filterStepSchema } from '../../../shared/programs/filter-step-schema.ts';
import type { Candidate } from '../candidate.ts';
import type { Facts, SupportFacts } from '../facts.ts';
import { compileChain, factNeeds } from './compile-chain.ts';
import { filterChunk } from './filter-chain.ts';

const step = (type: FilterStep['type'], parameters = {}): FilterStep =>
  filterStepSchema.parse({ filterId: type, type, order: 1, parameters });
const anError = (attributes: Candidate['attributes'] = {}): Candidate => ({
  ...aCandidate({ subject: 'app_crash', eventTime: '2026-11-20T10:00:00.000Z' }),
  attributes: {
    ...{ errorCount: 3, timeWindowHours: 24, severity: 'high', errorType: 'NullPointerException' },
    ...attributes,
  },
});
const verdictOf = (only: FilterStep, candidate: Candidate, facts: Facts = {}) => {
  const chain = compileChain({ programId: 'help', marketplaces: ['US'], filterChain: [only] });
  const run = { runId: 'r', programHash: 'h', asOf: '2026-11-20T10:00:01.000Z' };
  return filterChunk(chain, { candidates: [candidate], factsFor: () => facts }, run).records[0]?.verdicts[0];
};

describe('issue severity', () => {
  it.each<[object, Candidate['attributes'], string]>([
    [{}, {}, 'severe'],
    [{ minErrorCount: 3 }, { errorCount: 2 }, 'too-few-errors'],
    [{ timeWindow: '24h' }, { timeWindowHours: 25 }, 'window-too-long'],
    [{ timeWindow: '1d' }, { timeWindowHours: 24 }, 'severe'],
    [{ timeWindow: '30m' }, { timeWindowHours: 0.5 }, 'severe'],
    [{ criticalErrorTypes: ['critical'] }, {}, 'not-critical'],
    [{ criticalErrorTypes: ['critical', 'high'] }, {}, 'severe'],
    [{ criticalErrorTypes: ['app_crash'] }, { severity: 'low' }, 'severe'],
    [{ criticalErrorTypes: ['NullPointerException'] }, { severity: 'low' }, 'severe'],
    [{}, { errorCount: null }, 'error-count-unknown'],
  ])('%j, event %j: %s', (parameters, attributes, reason) => {
    const verdict = verdictOf(step('issue-severity', parameters), anError(attributes));
    expect(verdict).toMatchObject({ reason, passed: reason === 'severe' });
  });

  it('records what it looked at', () => {
    expect(verdictOf(step('issue-severity'), anError())?.facts).toEqual({
      ...{ errorCount: 3, timeWindowHours: 24, severity: 'high', issueType: 'app_crash' },
      errorType: 'NullPointerException',
    });
  });
});

describe('support history', () => {
  const support = (facts: Partial<SupportFacts>): Facts => ({
    support: { customerId: 'customer-1', openTickets: [], resolved: [], ...facts },
  });
  const ticket = (issueType?: string) => ({ ticketId: 't', openedAt: 'x', ...(issueType && { issueType }) });
  const resolvedAt = (at: string, issueType = 'app_crash') => support({ resolved: [{ issueType, at }] });
  it.each<[string, object, Facts, string]>([
    ['nobody asked support', {}, {}, 'no-ticket'],
    ['a ticket about it', {}, support({ openTickets: [ticket('app_crash')] }), 'ticket-open'],
    ['a ticket about nobody knows what', {}, support({ openTickets: [ticket()] }), 'ticket-open'],
    ['a ticket about another issue', {}, support({ openTickets: [ticket('payment')] }), 'no-ticket'],
    ['tickets do not matter', { excludeExistingTickets: false }, support({ openTickets: [ticket()] }), 'no-ticket'],
    ['resolved since', {}, resolvedAt('2026-11-20T10:00:00.000Z'), 'already-resolved'],
    ['resolved before it came back', {}, resolvedAt('2026-11-20T09:59:59.999Z'), 'no-ticket'],
    ['another issue resolved since', {}, resolvedAt('2026-11-20T11:00:00.000Z', 'payment'), 'no-ticket'],
    ['resolved does not matter', { excludeResolved: false }, resolvedAt('2026-11-20T11:00:00.000Z'), 'no-ticket'],
  ])('%s: %s %s', (_, parameters, facts, reason) => {
    expect(verdictOf(step('support-history', parameters), anError(), facts)).toMatchObject({
      ...{ reason, passed: reason === 'no-ticket' },
    });
  });
});

describe('churn risk', () => {
  const asked = { minLifetimeValue: 100, minEngagementScore: 0.5 };
  const worth = (lifetime_value: number, engagement_score: number): Facts => ({
    features: { lifetime_value, engagement_score },
  });
  it.each<[object, Facts, string]>([
    [asked, worth(100, 0.5), 'worth-keeping'],
    [asked, worth(99.99, 0.5), 'lifetime-value-too-low'],
    [asked, worth(100, 0.49), 'engagement-too-low'],
    [asked, {}, 'lifetime-value-too-low'],
    [asked, { features: { lifetime_value: 100 } }, 'engagement-too-low'],
    [{}, {}, 'worth-keeping'],
  ])('%j, %j: %s', (parameters, facts, reason) => {
    expect(verdictOf(step('churn-risk', parameters), anError(), facts)).toMatchObject({
      ...{ reason, passed: reason === 'worth-keeping' },
    });
  });

  it('names the facts that have to be looked up', () => {
    const filterChain = [step('churn-risk'), step('support-history'), step('issue-severity')];
    expect(factNeeds({ filterChain })).toEqual(['features', 'support']);
  });
});
