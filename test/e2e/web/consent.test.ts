import { describe, expect, it } from 'vitest';
import { anUnsubscribe, aSatisfaction, preferences } from '../../support/a-page-answer.ts';
import { useBrowser } from '../../support/browser.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();

describe('unsubscribe', () => {
  const withLink = () => ({
    ...anUnsubscribe(),
    preferences: new URL(world().page('preferences', preferences())).pathname,
  });

  it('leaves one program, and leads on to the preferences', async () => {
    const { page } = await open(world().page('unsubscribe', anUnsubscribe(), withLink));
    await page.getByText('Do you want no more messages of “Product Reviews”?').waitFor();
    await page.getByRole('button', { name: 'Unsubscribe', exact: true }).click();
    await page.getByText('Done. You will get no more messages of “Product Reviews”.').waitFor();
    expect(world().api.posts()).toEqual([{ scope: 'program' }]);
    await page.getByRole('link', { name: 'Choose what you want to get' }).click();
    await page.getByRole('heading', { name: 'Your messages' }).waitFor();
  });

  it('leaves all of them', async () => {
    const { page } = await open(world().page('unsubscribe', anUnsubscribe(), withLink));
    await page.getByRole('button', { name: 'Unsubscribe from everything' }).dblclick();
    await page.getByText('Done. You will get no more messages from us.').waitFor();
    expect(world().api.posts()).toEqual([{ scope: 'all' }]);
  });
});

describe('unsubscribe that is tapped twice', () => {
  it('says of the tap that was sent that it is done, not of the one that was not', async () => {
    const { page } = await open(world().page('unsubscribe', anUnsubscribe()));
    await page.getByRole('button', { name: 'Unsubscribe', exact: true }).waitFor();
    world().api.state.delayMs = 300;
    await page.evaluate(() => {
      for (const button of document.querySelectorAll('button')) button.click();
    });
    await page.getByText('Done. You will get no more messages of “Product Reviews”.').waitFor();
    expect(world().api.posts()).toEqual([{ scope: 'program' }]);
  });

  it('after a failure sends the second, and says nothing is done before', async () => {
    const { page } = await open(world().page('unsubscribe', anUnsubscribe()));
    const all = page.getByRole('button', { name: 'Unsubscribe from everything' });
    await all.waitFor();
    world().api.state.status = 503;
    await all.click();
    await page.getByRole('alert').filter({ hasText: 'That did not get through.' }).waitFor();
    expect(await page.getByText('Done.').count()).toBe(0);
    delete world().api.state.status;
    await all.click();
    await page.getByText('Done. You will get no more messages from us.').waitFor();
  });
});

describe('preferences', () => {
  it('are not called saved when something was changed while they were on their way, or they did not arrive', async () => {
    const { page } = await open(world().page('preferences', preferences(), (body) => preferences(body)));
    const saved = page.getByRole('status').filter({ hasText: 'Saved.' });
    const save = page.getByRole('button', { name: 'Save' });
    await save.waitFor();
    world().api.state.delayMs = 500;
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await save.click();
    await page.getByLabel('Ticket Sale Reminders').check();
    await answered;
    await page.getByText('Sending …').waitFor({ state: 'detached' });
    expect(await saved.count()).toBe(0);
    world().api.state.delayMs = 0;
    await save.click();
    await saved.waitFor();
    world().api.state.status = 503;
    await save.click();
    await page.getByRole('alert').filter({ hasText: 'That did not get through.' }).waitFor();
    expect(await saved.count()).toBe(0);
  });

  it('show what is chosen and save what is changed', async () => {
    const { page } = await open(world().page('preferences', preferences(), (body) => preferences(body)));
    expect(await page.getByLabel('Product Reviews').isChecked()).toBe(true);
    expect(await page.getByLabel('Ticket Sale Reminders').isChecked()).toBe(false);
    await page.getByLabel('Ticket Sale Reminders').check();
    await page.getByLabel('Offers and requests by e-mail').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    const [first] = world().api.posts();
    expect(first).toMatchObject({
      none: false,
      programs: [
        { id: 'product-reviews', out: false },
        { id: 'ticket-sale-reminders', out: false },
      ],
    });
    const granted = preferences().purposes.map((each) => ({
      ...each,
      granted: each.channel === 'email' || each.purpose === 'service',
    }));
    expect(first?.purposes).toEqual(granted);
    await page.getByLabel('No messages at all').check();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    expect(world().api.posts()[1]).toMatchObject({ none: true });
  });
});

describe('the satisfaction page', () => {
  it('takes both answers, by keyboard alone', async () => {
    const { page } = await open(
      world().page('satisfaction', aSatisfaction({ about: 'call' }), () => aSatisfaction({ answered: true })),
    );
    await page.getByText('We called you about a problem').waitFor();
    await page.locator('h1:focus').waitFor(); // it takes the focus a frame after it is there
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('Please answer both questions.').waitFor();
    expect(world().api.posts()).toEqual([]);
    await page.getByRole('group', { name: 'How easy was it for you?' }).getByRole('radio', { name: '5' }).check();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(world().api.posts()).toEqual([{ solved: 2, effort: 5 }]);
  });

  it.each([
    ['on a link that was answered', 'Your answer helps us', aSatisfaction({ answered: true }), undefined],
    [
      'when another device answered meanwhile, and says which answer counts',
      'this one was not taken',
      aSatisfaction(),
      () => ({ status: 409, body: { error: 'submitted' } }),
    ],
  ])('thanks %s', async (_, words, shown, post) => {
    const { page } = await open(world().page('satisfaction', shown, post));
    const questions = page.getByRole('radio', { name: '4' });
    if (post) {
      await questions.first().check();
      await questions.last().check();
      await page.getByRole('button', { name: 'Send' }).click();
    }
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.getByText(words).waitFor();
  });

  it('keeps both answers when they did not get through, and sends them again', async () => {
    const { page } = await open(world().page('satisfaction', aSatisfaction(), () => aSatisfaction({ answered: true })));
    const four = page.getByRole('radio', { name: '4' });
    await four.first().check();
    await four.last().check();
    world().api.state.status = 429;
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').filter({ hasText: 'That did not get through.' }).waitFor();
    delete world().api.state.status;
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(world().api.posts()).toEqual([
      { solved: 4, effort: 4 },
      { solved: 4, effort: 4 },
    ]);
  });
});

describe('confirm', () => {
  it('that did not get through is not called done, and confirms at the next tap', async () => {
    const { page } = await open(
      world().page('confirm', { language: 'en' }, () => ({ language: 'en', confirmed: true })),
    );
    const yes = page.getByRole('button', { name: 'Yes, confirm' });
    await yes.waitFor();
    world().api.state.status = 503;
    await yes.click();
    await page.getByRole('alert').filter({ hasText: 'That did not get through.' }).waitFor();
    delete world().api.state.status;
    await yes.click();
    await page.getByRole('heading', { name: 'Thank you, that is confirmed.' }).waitFor();
  });

  it('asks, and confirms once', async () => {
    const { page } = await open(
      world().page('confirm', { language: 'en' }, () => ({ language: 'en', confirmed: true })),
    );
    await page.getByRole('button', { name: 'Yes, confirm' }).dblclick();
    await page.getByRole('heading', { name: 'Thank you, that is confirmed.' }).waitFor();
    expect(world().api.posts()).toEqual([{}]);
  });
});
