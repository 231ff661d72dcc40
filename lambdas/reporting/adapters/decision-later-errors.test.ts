import { expect, it } from 'vitest';
import { aCaseFacts } from '../../../test/support/a-case-story.ts';
import type { ReactiveDecisions } from '../../candidates/index.ts';
import { decisionLaterErrors } from './decision-later-errors.ts';

type Decisions = Awaited<ReturnType<ReactiveDecisions['forCustomer']>>;

it('finds the latest error of the issue in decisions, whatever they decided', async () => {
  const decided = (subject: string, eventTime: string) => ({ subject, record: { candidate: { eventTime } } });
  const decisions = {
    forCustomer: async (customerId: string) =>
      (customerId === 'customer-1'
        ? [
            decided('app_crash', '2026-11-22T10:00:00Z'),
            decided('app_crash', '2026-11-20T10:00:00Z'),
            decided('login', '2026-11-24T10:00:00Z'),
          ]
        : []) as unknown as Decisions,
  };
  const cases = [aCaseFacts(), aCaseFacts({ caseId: 'case-2', customerId: 'customer-2' })];
  expect([...(await decisionLaterErrors(decisions).of(cases))]).toEqual([['case-1', '2026-11-22T10:00:00.000Z']]);
});
