// Help as customers meet it: the SMS for a crash, its link, the page in a browser, and what an operator sees afterwards.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from '../../support/browser.ts';
import { aCustomerAtHighRisk, crash, programId, type Reachable, theCase } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { finishHandovers } from '../../support/follow-up.ts';
import { linksOf, visit } from '../../support/mail-scanner.ts';
import { dataOf } from '../../support/operations.ts';
import { openPage } from '../../support/pages.ts';
import { setUpMs } from '../../support/patience.ts';
import { firstEmail, firstSms, linkIn } from '../../support/simulators.ts';
import { loadAxe, violations } from '../axe.ts';
import { answerThem, morningZone, twoQuestions } from '../two-questions.ts';

const { open } = useBrowser();
const names = ['fixer', 'updater'] as const;
type Name = (typeof names)[number];
const users = {} as Record<Name, Reachable>;
const link = {} as Record<Name, string>;

beforeAll(async () => {
  await Promise.all(
    names.map(async (name) => {
      users[name] = await aCustomerAtHighRisk(name, crash, { contact: { zone: morningZone() } });
      link[name] = linkIn((await firstSms(users[name].phone)).text, 's');
    }),
  );
}, setUpMs);

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name });
const caseOfUser = (name: Name) => theCase(users[name].customerId);
const actsOf = async (name: Name): Promise<string[]> =>
  (await caseOfUser(name)).timeline.filter(({ by }) => by === 'customer').map(({ kind }) => kind);
const candidateOf = async (name: Name) => {
  const key = { customerId: users[name].customerId, programId, subject: 'app_crash' };
  type Found = { candidate: { state: string; closedReason: string | null } };
  return (await dataOf<Found>('api-key', 'Candidate', key)).candidate;
};

describe('“that fixed it”', () => {
  it('is nothing that a mail scanner says, though it follows every link', async () => {
    const email = await firstEmail(users.fixer.email);
    const links = [...linksOf(email), link.fixer];
    expect(links.length).toBeGreaterThan(3);
    await Promise.all(links.map(visit));
    expect(await caseOfUser('fixer')).toMatchObject({ state: 'open', callback: null, satisfaction: null });
    expect(await actsOf('fixer')).toEqual([]);
    expect(await openPage(linkIn(email.text, 'p'))).toMatchObject({ status: 200, body: { none: false } });
  });

  it('is one tap, however often: the case is closed by self-service, and the candidate with it', async () => {
    const { page } = await open(link.fixer);
    await heading(page, 'Let’s get your app working again').waitFor();
    expect(await page.locator('main').textContent()).toContain('version 2.5.2 fixes it');
    await loadAxe(page);
    expect(await violations(page)).toEqual([]);
    await button(page, 'That fixed it').dblclick();
    await heading(page, 'Good to hear!').waitFor();
    expect(await caseOfUser('fixer')).toMatchObject({
      ...{ state: 'closed', closedReason: 'resolved', method: 'self_service' },
    });
    expect(await actsOf('fixer')).toEqual(['fixed']);
    expect(await candidateOf('fixer')).toMatchObject({ state: 'closed', closedReason: 'resolved' });
    await page.reload();
    await heading(page, 'Good to hear!').waitFor();
  });

  it('is followed by two questions the next morning, which are answered once', async () => {
    const link = await twoQuestions(users.fixer, { step: 'satisfaction', meanwhile: finishHandovers });
    const page = await answerThem(open, link, 'You had a problem with our app, and it was closed.');
    expect(await caseOfUser('fixer')).toMatchObject({ satisfaction: { about: 'resolution', solved: 5, effort: 4 } });
    expect((await actsOf('fixer')).filter((kind) => kind === 'rated')).toHaveLength(1);
    await page.reload();
    await heading(page, 'Thank you').waitFor();
  });

  it('is taken back by “still broken”: the case is open again, and holds its issue', async () => {
    const { page } = await open(link.fixer);
    await heading(page, 'Good to hear!').waitFor();
    await button(page, 'Still broken').click();
    await heading(page, 'Sorry that it is still broken').waitFor();
    expect(await caseOfUser('fixer')).toMatchObject({ state: 'open', closedReason: null, method: null });
    expect(await actsOf('fixer')).toContain('still-broken');
  });
});

it('“open the app store” tells that the update was chosen, then leads there', async () => {
  const { page } = await open(link.updater);
  await page.context().route('https://apps.apple.com/**', (route) => route.fulfill({ body: 'the store' }));
  const told: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' || request.isNavigationRequest()) told.push(request.method());
  });
  await button(page, 'Open the app store').click();
  await page.waitForURL('https://apps.apple.com/app/id1234567890');
  expect(told).toEqual(['POST', 'GET']);
  expect(
    await eventually('the case to be engaged', async () => {
      const { state } = await caseOfUser('updater');
      return state === 'open' ? undefined : state;
    }),
  ).toBe('engaged');
  // The page did not wait for the answer: the candidate follows its case.
  await eventually(
    'the candidate to be engaged',
    async () => (await candidateOf('updater')).state === 'engaged' || undefined,
  );
  await page.goBack();
  await button(page, 'That fixed it').waitFor();
});
