import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aReview } from '../../support/a-page-answer.ts';
import { useBrowser } from '../../support/browser.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();

const photo = (name: string, bytes = 2_000, mimeType = 'image/png') => ({
  name,
  mimeType,
  buffer: Buffer.alloc(bytes, 7),
});
const files = (page: Page) => page.getByLabel('Add photos');
const send = (page: Page) => page.getByRole('button', { name: 'Send review' });
const star = (page: Page, name: string) => page.getByRole('radio', { name });
const thanks = (page: Page) => page.getByRole('heading', { name: 'Thank you for your review' });
const done = (stars: number) => () => aReview({ submitted: { stars, at: '2026-11-20T18:00:00.000Z' } });
const drafts = (page: Page) => page.evaluate(() => Object.entries(localStorage));

describe('the review page', () => {
  it('names product and customer, and sends stars, words and photos', async () => {
    const { page } = await open(world().page('review', aReview(), done(4)));
    await page.getByRole('heading', { name: 'How do you like Desk lamp “Lumen”?' }).waitFor();
    await page.getByText('Your review will be signed “Ada”.').waitFor();
    await star(page, '4: Good').check();
    await page.getByLabel('What should others know?').fill('  Bright, and quiet.  ');
    await page.getByText('22 of 5000 characters').waitFor();
    await files(page).setInputFiles([photo('one.png'), photo('two.jpg', 3_000, 'image/jpeg')]);
    await page.getByText('two.jpg is there').waitFor();
    await page.getByText('one.png is there').waitFor();
    await send(page).dblclick();
    await thanks(page).waitFor();
    await page.getByText('Your rating: 4 of 5.').waitFor();
    const [review, ...more] = world().api.posts();
    expect(more).toEqual([]);
    expect(review).toEqual({ stars: 4, text: 'Bright, and quiet.', photos: expect.arrayContaining(['1', '2']) });
    expect(world().api.uploads).toHaveLength(2);
    expect(world().api.uploads[0]).toMatch(/name="key"[\s\S]*incoming\/\d[\s\S]*name="file"/); // the file comes last
    const asked = world()
      .api.calls.filter(({ path }) => path.endsWith('/photos'))
      .map(({ body }) => body);
    // Photos go side by side: either may be first.
    expect(asked.toSorted((one, other) => Number(one.bytes) - Number(other.bytes))).toEqual([
      { contentType: 'image/png', bytes: 2_000 },
      { contentType: 'image/jpeg', bytes: 3_000 },
    ]);
  });

  it('does not send without stars', async () => {
    const { page } = await open(world().page('review', aReview()));
    await send(page).click();
    await page.getByRole('alert').filter({ hasText: 'Please choose a rating.' }).waitFor();
    expect(world().api.posts()).toEqual([]);
  });

  it('takes no photo that would be refused, says why, and no sixth', async () => {
    const { page } = await open(world().page('review', aReview()));
    await files(page).setInputFiles([photo('a.gif', 10, 'image/gif'), photo('big.png', 10 * 1024 * 1024 + 1)]);
    await page.getByText('a.gif is not a JPEG, PNG or WebP photo.').waitFor();
    await page.getByText('big.png is larger than 10 MB.').waitFor();
    await files(page).setInputFiles(['1', '2', '3', '4', '5', '6'].map((name) => photo(`${name}.png`)));
    await page.getByText('No more than 5 photos.').waitFor();
    for (const name of ['1', '2', '3', '4', '5']) await page.getByText(`${name}.png is there`).waitFor();
    expect(await page.getByText(/is there$/).count()).toBe(5);
    expect(await page.getByText('6.png').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove 2.png' }).click();
    expect(await page.getByText(/is there$/).count()).toBe(4);
  });

  it('waits for photos, and sends one again that did not get through', async () => {
    world().api.state.uploadStatus = 403;
    const { page } = await open(world().page('review', aReview(), done(5)));
    await star(page, '5: Very good').check();
    await files(page).setInputFiles(photo('one.png'));
    await page.getByText('one.png did not get through').waitFor();
    await send(page).click();
    await page.getByRole('alert').filter({ hasText: 'Please wait until the photos are there' }).waitFor();
    world().api.state.uploadStatus = 204;
    await page.getByRole('button', { name: 'Send one.png again' }).click();
    await page.getByText('one.png is there').waitFor();
    await send(page).click();
    await thanks(page).waitFor();
  });

  it('shows which photo the API found to be none', async () => {
    const photoId = () => /incoming\/(\d+)/.exec(world().api.uploads[0] ?? '')?.[1];
    const refuse = () => ({ status: 400, body: { error: 'photo', photoId: photoId() } });
    const { page } = await open(world().page('review', aReview(), refuse));
    await star(page, '3: All right').check();
    await files(page).setInputFiles(photo('text.png'));
    await page.getByText('text.png is there').waitFor();
    await send(page).click();
    await page.getByText('text.png did not get through').waitFor();
  });
});

describe('a draft', () => {
  it('outlives a lost connection and a closed page, is sent by the customer, and is then forgotten', async () => {
    const url = world().page('review', aReview(), done(2));
    const { page } = await open(url);
    await star(page, '2: Bad').check();
    await page.getByLabel('What should others know?').fill('It hums.');
    await files(page).setInputFiles(photo('hum.png'));
    await page.getByText('hum.png is there').waitFor();
    await page.context().setOffline(true);
    await send(page).click();
    await page.getByText('Your review is kept on this device').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('status').filter({ hasText: 'You are connected again.' }).waitFor();
    expect(world().api.posts()).toEqual([]);
    await page.reload();
    await page.getByText('What you wrote last time is still here.').waitFor();
    expect(await star(page, '2: Bad').isChecked()).toBe(true);
    const [[name = '', text = ''] = []] = await drafts(page);
    expect(name + text).not.toContain(url.split('/').at(-1));
    await send(page).click();
    await thanks(page).waitFor();
    expect(world().api.posts()).toEqual([{ stars: 2, text: 'It hums.', photos: [expect.any(String)] }]);
    expect(await drafts(page)).toEqual([]);
  });

  it('is kept while the API has trouble', async () => {
    const { page } = await open(world().page('review', aReview(), done(1)));
    await star(page, '1: Very bad').check();
    world().api.state.status = 503;
    await send(page).click();
    await page.getByText('Your review is kept on this device').waitFor();
    delete world().api.state.status;
    await send(page).click();
    await thanks(page).waitFor();
  });

  it('belongs to one link', async () => {
    const { page } = await open(world().page('review', aReview()));
    await page.getByLabel('What should others know?').fill('Mine.');
    await page.goto(world().page('review', aReview({ product: { title: 'Chair' } })));
    await page.getByRole('heading', { name: 'How do you like Chair?' }).waitFor();
    expect(await page.getByLabel('What should others know?').inputValue()).toBe('');
  });
});

describe('a review that is there already', () => {
  it('is told on its link, also after going back', async () => {
    let sent = false;
    const shown = () => (sent ? done(4)() : aReview());
    const url = world().page('review', aReview(), () => {
      sent = true;
      world().api.link('review', url.split('/').at(-1) ?? '', { get: shown() });
      return shown();
    });
    const { page } = await open(url);
    await star(page, '4: Good').check();
    await send(page).click();
    await thanks(page).waitFor();
    await page.goto(`${world().web.url}/s/expired`);
    await page.goBack();
    await thanks(page).waitFor();
  });

  it('stays as it was when another one is sent', async () => {
    const earlier = {
      status: 409,
      body: { error: 'submitted', submitted: { stars: 3, at: '2026-11-20T18:00:00.000Z' } },
    };
    const { page } = await open(world().page('review', aReview(), () => earlier));
    await star(page, '5: Very good').check();
    await send(page).click();
    await page.getByText('this one was not taken. Your rating: 3 of 5.').waitFor();
    expect(await drafts(page)).toEqual([]);
  });
});
