import { expect, it } from 'vitest';
import { aGate } from '../../../../test/support/a-gate.ts';
import { aPinnedReactiveProgram } from '../../../../test/support/a-pinned-reactive-program.ts';
import { anIssueCase } from '../../../../test/support/fake-cases.ts';
import type { Contact } from '../../../delivery/index.ts';
import { fixedClock } from '../../../shared/clock.ts';
import { createAskSatisfaction } from './ask-satisfaction.ts';

const set = { programId: 'predictive-issue-resolution', hash: 't1', templates: [] };
const aWorld = (contacts: Contact[]) => {
  const gate = aGate();
  const pinned: string[] = [];
  const ask = createAskSatisfaction({
    contacts: { get: async () => new Map(contacts.map((contact) => [contact.customerId, contact])) },
    request: gate.request,
    programs: { pinned: async () => aPinnedReactiveProgram({ delivery: withoutHoldout }) },
    templates: { current: async () => set, pin: async ({ hash }) => void pinned.push(hash) },
    clock: fixedClock('2026-11-20T23:30:00.000-05:00'),
  });
  return { ask, pinned, sent: () => [...gate.tables.notifications.values()] };
};
const { holdout: _none, ...withoutHoldout } = aPinnedReactiveProgram().program.delivery;
const ann: Contact = { customerId: 'c-1', email: 'ann@example.com', firstName: 'Ann' };

it('asks by e-mail in the customer’s morning, once, though help itself may come at night', async () => {
  const { ask, sent, pinned } = aWorld([ann]);
  await ask(anIssueCase());
  await ask(anIssueCase());
  expect(sent()).toMatchObject([
    {
      ...{ state: 'scheduled', step: 'satisfaction', templateId: 'satisfaction', templateHash: 't1', channel: 'email' },
      ...{ dueAt: '2026-11-21T15:00:00.000Z', campaignId: `case:${anIssueCase().caseId}`, occasion: 'episode-1' },
      variables: { firstName: 'Ann', about: 'resolution' },
    },
  ]);
  expect(pinned).toContain('t1');
});

it('asks nobody who has no e-mail address', async () => {
  const { ask, sent } = aWorld([{ customerId: 'c-1', phone: '+12025550123' }]);
  await ask(anIssueCase());
  expect(sent()).toEqual([]);
});
