// Links of real messages: what opens, what no longer does, and what unsubscribing and confirming change.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { linkSigner } from '../../../lambdas/delivery/adapters/link-signer.ts';
import { dynamodbLinkBook } from '../../../lambdas/responses/adapters/dynamodb-link-book.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { siteHeaders } from '../../../scripts/local-cloud/web/site-headers.ts';
import { useBrowser } from '../../support/browser.ts';
import { aFan, askAs, type Reminder, remindMe } from '../../support/customers.ts';
import { pick } from '../../support/deployed.ts';
import { aCustomerAtHighRisk, crash, type Reachable, theCase } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { messagesOf } from '../../support/ledger.ts';
import { dynamodb, outputs } from '../../support/local-cloud.ts';
import { dataOf } from '../../support/operations.ts';
import { forged, openPage } from '../../support/pages.ts';
import { patience, setUpMs } from '../../support/patience.ts';
import { aWindow, shown } from '../../support/reminders.ts';
import { type Email, firstEmail, firstSms, linkIn } from '../../support/simulators.ts';
import { anEvent, putEvent } from '../../support/ticketmaster.ts';
import { loadAxe, violations } from '../axe.ts';

const { open } = useBrowser();
const dayMs = 86_400_000;
const names = ['holder', 'leaver', 'late'] as const;
const users = {} as Record<(typeof names)[number], Reachable>;
const email = {} as Record<(typeof names)[number], Email>;
let solution: string;

beforeAll(async () => {
  await Promise.all(
    names.map(async (name) => {
      users[name] = await aCustomerAtHighRisk(name);
      email[name] = await firstEmail(users[name].email);
    }),
  );
  solution = linkIn((await firstSms(users.holder.phone)).text, 's');
}, setUpMs);

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A link as delivery signs it, with the keys of the deployed system. */
const expiredLink = async (notificationId: string): Promise<string> => {
  const secrets = new SecretsManagerClient(localClient(outputs));
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: 'herald/link-keys' }));
  const bases = { web: outputs.endpoints.web, api: outputs.endpoints.pages };
  const expiresAt = new Date(Date.now() - 1_000).toISOString();
  return linkSigner({ secret: async () => SecretString, bases }).url({
    ...{ purpose: 'solution', notificationId, expiresAt },
  });
};

/** What a visitor sees, and what the API says to the page. */
const seen = async (page: Page, link: string): Promise<string> => {
  await page.goto(link);
  await heading(page, 'This link does not work').waitFor();
  return JSON.stringify([await openPage(link), await page.locator('body').textContent()]);
};

it('wrong, expired, used, foreign and revoked links look the same, and tell nothing', async () => {
  const { customerId } = users.holder;
  const preferences = linkIn(email.holder.text, 'p');
  for (const link of [solution, preferences]) expect((await openPage(link)).status).toBe(200);
  const messages = await messagesOf(customerId, 'help');
  const used = linkIn(email.late.text, 'u');
  const book = dynamodbLinkBook({ document: dynamodb, table: pick(outputs.tables, 'responses') });
  await book.use(used.slice(used.lastIndexOf('/') + 1), new Date(Date.now() - 2 * dayMs));
  const otherPurpose = solution.replace('/s/', '/q/');
  const dead = [forged(solution), otherPurpose, used, await expiredLink(messages[0]?.id ?? '')];
  for (const { id } of messages) await dataOf('operator', 'RevokeLinks', { notificationId: id, reason: 'test' });
  dead.push(solution, preferences);
  const { page } = await open('about:blank');
  const views: string[] = [];
  for (const link of dead) views.push(await seen(page, link));
  expect(new Set(views).size).toBe(1);
  expect(views[0]).toContain('"status":404');
  expect(await theCase(customerId)).toMatchObject({ state: 'open' });
});

describe('unsubscribe and preferences', () => {
  const program = 'Predictive Issue Resolution';
  const save = async (page: Page) => {
    await button(page, 'Save').click();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  };

  it('ends the messages of a program; its next error is helped with by nobody', async () => {
    const { page } = await open(linkIn(email.leaver.text, 'u'));
    await page.getByText(`Do you want no more messages of “${program}”?`).waitFor();
    await loadAxe(page);
    expect(await violations(page)).toEqual([]);
    await button(page, 'Unsubscribe').dblclick();
    await page.getByText(`Done. You will get no more messages of “${program}”.`).waitFor();
    await page.getByRole('link', { name: 'Choose what you want to get' }).click();
    await heading(page, 'Your messages').waitFor();
    await loadAxe(page);
    expect(await violations(page)).toEqual([]);
    const left = page.getByRole('checkbox', { name: program, checked: false }); // other tests' copies have the same name
    expect(await left.count()).toBe(1);
    await crash(users.leaver, { errorType: 'AuthenticationException' });
    // The case is there a moment before what became of its messages.
    const next = await eventually(
      'the next case to be handed over',
      async () => {
        const found = await theCase(users.leaver.customerId, { issueType: 'login_failure' });
        return found.timeline.length > 1 ? found : undefined;
      },
      patience,
    );
    expect(next).toMatchObject({ state: 'open', notifications: [] });
    expect(next.timeline.map(({ kind }) => kind)).toEqual(['opened', 'no-channel']);
    await left.click();
    await page.getByLabel('No messages at all').check();
    await save(page);
    await page.reload();
    expect(await page.getByLabel('No messages at all').isChecked()).toBe(true);
    expect(await left.count()).toBe(0);
  });
});

it('a new address is confirmed by a tap, and by nothing else', async () => {
  const event = anEvent({ public: { startDateTime: aWindow().startsAt } });
  await putEvent(event);
  await shown(event.id);
  const { customerId, email: address, zone } = aFan('confirms');
  const awaiting = async () => {
    const { data } = await askAs<{ myReminders: { items: Reminder[] } }>(customerId, 'MyReminders', {});
    return data?.myReminders.items[0]?.awaitingConfirmation;
  };
  await remindMe(customerId, { eventId: event.id, preference: 'email', email: address, zone });
  const { page } = await open(linkIn((await firstEmail(address)).text, 'confirm'));
  await button(page, 'Yes, confirm').waitFor();
  await loadAxe(page);
  expect(await violations(page)).toEqual([]);
  expect(await awaiting()).toEqual(['email']);
  await button(page, 'Yes, confirm').dblclick();
  await heading(page, 'Thank you, that is confirmed.').waitFor();
  expect(await awaiting()).toEqual([]);
});

it('every file of the pages comes with the headers that Terraform gives to CloudFront', async () => {
  const expected = await siteHeaders(new URL(outputs.endpoints.aws).origin);
  const document = await fetch(solution);
  const [script = ''] = /\/assets\/[^"]+\.js/.exec(await document.text()) ?? [];
  const answers = [document, await fetch(new URL(script, solution)), await fetch(new URL('/robots.txt', solution))];
  for (const { status, headers } of answers) {
    expect(status).toBe(200);
    for (const [name, value] of Object.entries(expected)) expect(headers.get(name), name).toBe(value);
  }
});
