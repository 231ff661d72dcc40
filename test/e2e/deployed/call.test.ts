// A call as customers ask for it: from the page to the agent's ticket, and from the solved ticket to the two questions.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from '../../support/browser.ts';
import { actAsAgent, theTicketOf } from '../../support/deployed-calls.ts';
import { aCustomerAtHighRisk, crash, theCase } from '../../support/deployed-issues.ts';
import { firstSms, linkIn } from '../../support/simulators.ts';
import { loadAxe, violations } from '../axe.ts';
import { answerThem, morningZone, twoQuestions } from '../two-questions.ts';

const { open } = useBrowser();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name });

it('“still broken” leads to a call: an agent has the ticket, solves it, and the customer says how it was', async () => {
  const zone = morningZone();
  const caller = await aCustomerAtHighRisk('caller', crash, { contact: { zone } });
  const { page } = await open(linkIn((await firstSms(caller.phone)).text, 's'), { timezoneId: zone });
  await button(page, 'Still broken').click();
  await heading(page, 'Sorry that it is still broken').waitFor();
  await loadAxe(page);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Phone number').fill('213 373 4253');
  await button(page, 'Call me').dblclick();
  await heading(page, 'We will call you').waitFor();

  const { callback, timeline } = await theCase(caller.customerId, { state: 'calling' });
  const acts = timeline.filter(({ by }) => by === 'customer').map(({ kind }) => kind);
  expect(acts).toEqual(['still-broken', 'call-requested']);
  const own = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(callback).toMatchObject({ zone: own });
  const { ticket, comments } = await theTicketOf(callback?.callbackId ?? '');
  expect(ticket.tags).toContain('herald_callback');
  expect(comments[0]?.body).toContain('+12133734253');
  await page.reload();
  await heading(page, 'We will call you').waitFor();

  for (const action of ['seen', 'called']) await actAsAgent(ticket.id, { action });
  await actAsAgent(ticket.id, { action: 'solved', outcome: 'solved', compensationUsd: 0, minutes: 3 });
  const closed = await theCase(caller.customerId, { state: 'closed' });
  expect(closed).toMatchObject({ closedReason: 'resolved', method: 'agent' });
  await page.reload();
  await heading(page, 'Our support team closed this').waitFor();
  const link = await twoQuestions(caller, { step: 'satisfaction-call' });
  await answerThem(open, link, 'We called you about a problem with our app.');
  expect(await theCase(caller.customerId)).toMatchObject({ satisfaction: { about: 'call', solved: 5, effort: 4 } });
});
