// Every page and every way it can look, for tests that hold something about all of them.
import type { Page } from 'playwright-core';
import { anUnsubscribe, aReview, aSatisfaction, aSolution, preferences } from './a-page-answer.ts';
import type { WebWorld } from './web-world.ts';

type View = {
  name: string;
  url: (world: WebWorld, language?: string) => string;
  then?: (page: Page) => Promise<unknown>;
};

const callAt = { state: 'requested', at: '2099-01-02T09:30:00.000Z' };
const unknownFix = {
  known: false,
  steps: [
    { step: 'reinstall', recommended: true },
    { step: 'update', recommended: false },
  ],
};
const first = (selector: string) => (page: Page) => page.locator(selector).first().click();

const photographed = async (page: Page): Promise<void> => {
  await page.locator('textarea').fill('Bright, and quiet. '.repeat(20));
  await page.locator('input[type=radio]').nth(3).check();
  const buffer = Buffer.alloc(100, 7);
  await page.locator('input[type=file]').setInputFiles([
    { name: 'a-very-long-name-of-a-photo-without-any-space-in-it.png', mimeType: 'image/png', buffer },
    { name: 'film.gif', mimeType: 'image/gif', buffer },
  ]);
  await page.locator('.photo').waitFor();
};

const call = async (page: Page): Promise<void> => {
  await page.locator('a[href="#call"]').click();
  await page.locator('input[name=when]').last().check();
  await page.locator('button[type=submit]').click();
};

/** `language`: of the customer; `then`: what the visitor does before it looks this way. */
export const everyView: View[] = [
  { name: 'solution', url: (w, language = 'en') => w.page('solution', aSolution({ language })) },
  {
    name: 'solution, instructions open',
    url: (w, language = 'en') => w.page('solution', aSolution({ language, fix: unknownFix })),
    then: first('[aria-expanded]'),
  },
  { name: 'call form', url: (w, language = 'en') => w.page('solution', aSolution({ language })), then: call },
  {
    name: 'solution, closed',
    url: (w, language = 'en') =>
      w.page('solution', aSolution({ language, state: 'closed', closed: { reason: 'expired' } })),
  },
  {
    name: 'solution, closed and gone on elsewhere',
    url: (w, language = 'en') => {
      const closed = { reason: 'resolved', method: 'no-further-error' };
      const tooLate = { status: 409, body: { error: 'closed', state: 'closed', closed } };
      return w.page('solution', aSolution({ language, state: 'closed', closed }), () => tooLate);
    },
    then: first('button'),
  },
  {
    name: 'solution, call ahead',
    url: (w, language = 'en') => w.page('solution', aSolution({ language, state: 'calling', callback: callAt })),
  },
  { name: 'review', url: (w, language = 'en') => w.page('review', aReview({ language })) },
  {
    name: 'review, filled in',
    url: (w, language = 'en') => w.page('review', aReview({ language })),
    then: photographed,
  },
  {
    name: 'review, sent',
    url: (w, language = 'en') => w.page('review', aReview({ language, submitted: { stars: 4, at: callAt.at } })),
  },
  {
    name: 'satisfaction',
    url: (w, language = 'en') => w.page('satisfaction', aSatisfaction({ language })),
    then: first('input[type=radio]'),
  },
  {
    name: 'satisfaction, answers missing',
    url: (w, language = 'en') => w.page('satisfaction', aSatisfaction({ language, about: 'call' })),
    then: first('button'),
  },
  {
    name: 'satisfaction, answered',
    url: (w, language = 'en') => w.page('satisfaction', aSatisfaction({ language, answered: true })),
  },
  { name: 'unsubscribe', url: (w, language = 'en') => w.page('unsubscribe', anUnsubscribe({ language })) },
  {
    name: 'unsubscribed',
    url: (w, language = 'en') => w.page('unsubscribe', anUnsubscribe({ language, preferences: '/p/x' })),
    then: first('button'),
  },
  { name: 'preferences', url: (w, language = 'en') => w.page('preferences', preferences({ language })) },
  { name: 'confirm', url: (w, language = 'en') => w.page('confirm', { language }) },
  { name: 'confirmed', url: (w, language = 'en') => w.page('confirm', { language }), then: first('button') },
  { name: 'gone', url: ({ web }) => `${web.url}/s/expired` },
  { name: 'later', url: (w) => w.page('solution', { status: 503, body: {} }) },
];

/** Waits until a view is there. */
export const reach = async (page: Page, { then }: View): Promise<void> => {
  await page.locator('h1').waitFor();
  await then?.(page);
};
