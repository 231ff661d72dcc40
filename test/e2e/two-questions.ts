// The two questions after help or a call: from the message that waits for its morning to the answers.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { zoneWhereItIs } from '../../scripts/seed/zones.ts';
import type { useBrowser } from '../support/browser.ts';
import type { Reachable } from '../support/deployed-issues.ts';
import { eventually } from '../support/eventually.ts';
import { messagesOf, releaseDue } from '../support/ledger.ts';
import { patience } from '../support/patience.ts';
import { emailsTo, linkIn } from '../support/simulators.ts';
import { loadAxe, violations } from './axe.ts';

/**
 * A zone where it is past nine now: who is asked "at ten in the morning" is asked within the hour, so that no other test's
 * messages are released.
 */
export const morningZone = (): string => zoneWhereItIs(9);

type Asked = { step: string; meanwhile?: () => Promise<void> };

/** Lets the morning come. @param asked `meanwhile`: what brings the message about @returns the link to the questions */
export const twoQuestions = async ({ customerId, email }: Reachable, { step, meanwhile }: Asked): Promise<string> => {
  const planned = await eventually('the two questions to be planned', async () => {
    await meanwhile?.();
    return (await messagesOf(customerId, step))[0];
  });
  await releaseDue({ at: planned.dueAt ?? '' });
  const message = await eventually(
    'the two questions',
    async () => (await emailsTo(email)).find(({ text }) => text.includes('/q/')),
    patience,
  );
  return linkIn(message.text, 'q');
};

/** Solved completely, and with little effort. @param about the sentence that says what is asked about */
export const answerThem = async (
  open: ReturnType<typeof useBrowser>['open'],
  link: string,
  about: string,
): Promise<Page> => {
  const { page } = await open(link);
  await page.getByText(about).waitFor();
  await loadAxe(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('group', { name: 'Is your problem solved?' }).getByRole('radio', { name: '5' }).check();
  await page.getByRole('group', { name: 'How easy was it for you?' }).getByRole('radio', { name: '4' }).check();
  await page.getByRole('button', { name: 'Send' }).dblclick();
  await page.getByRole('heading', { name: 'Thank you', level: 1 }).waitFor();
  return page;
};
