import { expect, it } from 'vitest';
import { aCaseFacts } from '../../../test/support/a-case-story.ts';
import { aNotification } from '../../../test/support/a-notification.ts';
import type { Notification } from '../../delivery/index.ts';
import { ledgerCaseMessages } from './ledger-case-messages.ts';

const ledgerOf = (notifications: Notification[]) => {
  const asked: string[] = [];
  return {
    asked,
    getMany: async (ids: readonly string[]) => notifications.filter(({ id }) => ids.includes(id)),
    ofCampaign: async function* (campaignId: string) {
      asked.push(campaignId);
      yield notifications.filter((one) => one.campaignId === campaignId);
    },
  };
};
const helpFor = (caseId: string, overrides: Partial<Notification> = {}) =>
  aNotification({ id: `help-${caseId}`, campaignId: `case:${caseId}`, step: 'help', ...overrides });
const aCase = (caseId: string, noted = true) =>
  aCaseFacts({ caseId, notificationIds: noted ? [`help-${caseId}`] : [] });

it('finds a message whenever it was made: a hand-over may be finished days after the case was opened', async () => {
  const late = helpFor('a', { createdAt: '2026-11-27T09:00:00.000Z', updatedAt: '2026-11-27T09:00:00.000Z' });
  const ledger = ledgerOf([late, helpFor('nobody')]);
  expect((await ledgerCaseMessages(ledger).of([aCase('a')])).map(({ id }) => id)).toEqual(['help-a']);
  expect(ledger.asked).toEqual([]);
});

it('looks by campaign for messages that no case has noted, and for none where no channel was chosen', async () => {
  const ledger = ledgerOf([helpFor('a'), helpFor('b')]);
  const silent = aCaseFacts({ caseId: 'c', channels: [], notificationIds: [] });
  const found = await ledgerCaseMessages(ledger).of([aCase('a'), aCase('b', false), silent]);
  expect(found.map(({ id }) => id)).toEqual(['help-a', 'help-b']);
  expect(ledger.asked).toEqual(['case:b']);
});

it('leaves out tests, and says whom the holdout spares', async () => {
  const ledger = ledgerOf([helpFor('a', { test: true }), helpFor('b', { critical: true })]);
  const found = await ledgerCaseMessages(ledger).of([aCase('a'), aCase('b')]);
  expect(found.map(({ id, spared }) => [id, spared])).toEqual([['help-b', true]]);
});
