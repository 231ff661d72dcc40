import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aSolution } from '../../support/a-page-answer.ts';
import { useBrowser } from '../../support/browser.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();
const heading = (name: string | RegExp) => ({ name, level: 1 }) as const;

const patience = { timeout: 15_000 };
/** What the API got, as soon as it is so much: a page does not wait until it is told what was chosen. */
const told = (posts: Record<string, unknown>[]) => expect.poll(() => world().api.posts(), patience).toEqual(posts);
/** Opens nothing in a browser without app stores: the page stays. */
const appScheme = 'market://details?id=com.example.app';
const withStore = (url: string) =>
  aSolution({ fix: { known: true, steps: [{ step: 'update', recommended: true, url }] } });
const card = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const tooLate = (closed: Record<string, string>) => ({
  status: 409,
  body: { error: 'closed', state: 'closed', closed },
});

describe('the solution page', () => {
  it('says in plain words what happened, and that a fix is known only where it is', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.getByRole('heading', heading('Let’s get your app working again')).waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain('Hello Ada,');
    expect(text).toContain('Your app closed by itself several times. You have version 2.5.1.');
    expect(text).toContain('version 2.5.2 fixes it');
    const unknown = aSolution({ fix: { known: false, steps: [{ step: 'clear-cache', recommended: true }] } });
    const other = await open(world().page('solution', unknown));
    await other.page.getByText('We are still looking for the cause.').waitFor();
    expect(await other.page.locator('main').textContent()).not.toMatch(/we know this problem/i);
  });

  it('leads to where the solution is described for everybody, on the web only', async () => {
    const about = (page: string) => aSolution({ fix: { known: true, page, steps: [] } });
    const { page } = await open(world().page('solution', about('https://help.example/crashes')));
    const link = page.getByRole('link', { name: 'Read more about this problem' });
    expect(await link.getAttribute('href')).toBe('https://help.example/crashes');
    const other = await open(world().page('solution', about('javascript:alert(1)')));
    await other.page.getByRole('button', { name: 'That fixed it' }).waitFor();
    expect(await other.page.getByRole('link', { name: 'Read more' }).count()).toBe(0);
  });

  it('changes nothing when it is only looked at, as a scanner does', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.getByRole('button', { name: 'That fixed it' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'That fixed it' }).waitFor();
    expect(world().api.calls.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('tells that the update was chosen, then opens the store', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.context().route('https://store.example/**', (route) => route.fulfill({ body: 'the store' }));
    await page.getByRole('button', { name: 'Open the app store' }).click();
    await page.waitForURL('https://store.example/app');
    await told([{ action: 'chose', step: 'update' }]);
  });

  it('opens the store though the choice could not be told', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.context().route('https://store.example/**', (route) => route.fulfill({ body: 'the store' }));
    await page.getByRole('button', { name: 'Open the app store' }).waitFor();
    world().api.state.delayMs = 12_000;
    await page.getByRole('button', { name: 'Open the app store' }).click();
    await page.waitForURL('https://store.example/app', { timeout: 11_000 }); // before the answer
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])('opens no %s', async (url) => {
    const fix = { known: true, steps: [{ step: 'update', recommended: true, url }] };
    const { page } = await open(world().page('solution', aSolution({ fix })));
    const before = page.url();
    await page.getByRole('button', { name: 'Open the app store' }).click();
    await page.getByRole('button', { name: 'That fixed it' }).click();
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
    expect(page.url()).toBe(before);
    expect(world().api.posts()).toEqual([{ action: 'fixed' }]);
  });

  it('shows how a step goes, and tells once that it was chosen', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    const step = card(page, 'Clear the app’s cache');
    const button = step.getByRole('button', { name: 'Show me how' });
    await button.click();
    await step.getByText('Android: Settings').waitFor();
    await told([{ action: 'chose', step: 'clear-cache' }]);
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await button.click();
    expect(await step.getByText('Android: Settings').isVisible()).toBe(false);
    await button.click();
    expect(world().api.posts()).toEqual([{ action: 'chose', step: 'clear-cache' }]);
  });

  it.each([429, 503])('tells the choice again at the next tap when the first was answered %i', async (status) => {
    const { page } = await open(world().page('solution', withStore(appScheme)));
    const store = page.getByRole('button', { name: 'Open the app store' });
    await store.waitFor();
    world().api.state.status = status;
    await Promise.all([page.waitForResponse((response) => response.status() === status), store.click()]);
    delete world().api.state.status;
    const tapped = async () => {
      await store.click();
      return world().api.posts();
    };
    const chose = { action: 'chose', step: 'update' };
    await expect.poll(tapped, patience).toEqual([chose, chose]);
    expect(await tapped()).toEqual([chose, chose]);
  });

  it('tells the choice when the connection is back, once, without another tap', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    const how = card(page, 'Clear the app’s cache').getByRole('button', { name: 'Show me how' });
    await how.waitFor();
    await page.context().setOffline(true);
    await Promise.all([page.waitForEvent('requestfailed'), how.click()]);
    expect(world().api.posts()).toEqual([]);
    await Promise.all([page.waitForResponse((response) => response.ok()), page.context().setOffline(false)]);
    await how.click();
    await how.click();
    expect(await how.getAttribute('aria-expanded')).toBe('true');
    expect(world().api.posts()).toEqual([{ action: 'chose', step: 'clear-cache' }]);
  });

  it('tells what was chosen last, also when it was chosen before', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    const tap = (title: string) => card(page, title).getByRole('button', { name: 'Show me how' }).click();
    const [cache, anew] = ['Clear the app’s cache', 'Install the app anew'];
    const [first, then] = [
      { action: 'chose', step: 'clear-cache' },
      { action: 'chose', step: 'reinstall' },
    ];
    // One after another: two that are under way at once may overtake each other.
    await tap(cache);
    await told([first]);
    await tap(anew);
    await told([first, then]);
    for (const title of [cache, cache]) await tap(title);
    await told([first, then, first]);
  });

  it('“that fixed it” is one tap, and two fast taps are one', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    world().api.state.delayMs = 300;
    await page.getByRole('button', { name: 'That fixed it' }).dblclick();
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
    expect(world().api.posts()).toEqual([{ action: 'fixed' }]);
    await page.locator('h1:focus').waitFor(); // a frame after it is there
  });

  it('takes the first of two different taps only', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.getByRole('button', { name: 'That fixed it' }).waitFor();
    world().api.state.delayMs = 300;
    await page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      for (const words of ['That fixed it', 'Still broken'])
        buttons.find((each) => each.textContent === words)?.click();
    });
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
    expect(world().api.posts()).toEqual([{ action: 'fixed' }]);
  });

  it('“still broken” leads on to a call', async () => {
    const post = (body: Record<string, unknown>) =>
      body.action === 'call'
        ? aSolution({ state: 'calling', callback: { state: 'requested', at: new Date().toISOString() } })
        : aSolution();
    const { page } = await open(world().page('solution', aSolution(), post));
    await page.getByRole('button', { name: 'Still broken' }).click();
    await page.getByRole('heading', heading('Sorry that it is still broken')).waitFor();
    await page.getByRole('button', { name: 'Call me' }).click();
    await page.getByRole('heading', heading('We will call you')).waitFor();
    const [broken, call] = world().api.posts();
    expect(broken).toEqual({ action: 'still-broken' });
    expect(call).toEqual({ action: 'call', zone: 'Europe/London', language: 'en' });
  });

  it('tells a call that is ahead', async () => {
    const at = '2099-01-02T09:30:00.000Z';
    const calling = aSolution({ state: 'calling', callback: { state: 'requested', at } });
    const { page } = await open(world().page('solution', calling));
    await page.getByText(/We call around Friday,? 2 January 2099 at 09:30/).waitFor();
    expect(await page.getByRole('link', { name: 'Request a call' }).count()).toBe(0);
    await page.getByRole('button', { name: 'That fixed it' }).click(); // it may be solved before we call
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
  });
});

const ends: [closed: { reason: string; method?: string }, title: string, text: string][] = [
  [{ reason: 'resolved', method: 'self-service' }, 'Good to hear!', 'Thank you for telling us.'],
  [{ reason: 'resolved', method: 'no-further-error' }, 'No more errors seen', 'no further error'],
  [{ reason: 'resolved', method: 'agent' }, 'Our support team closed this', 'your problem is solved'],
  [{ reason: 'expired' }, 'We closed this', 'We do not know whether your problem is solved.'],
  [{ reason: 'withdrawn' }, 'We closed this', 'We do not know whether your problem is solved.'],
];

describe('a closed case', () => {
  it.each(ends)(
    '%j is told in words that fit, thanks nobody for what they never said, and opens again',
    async (closed, title, text) => {
      const shown = aSolution({ state: 'closed', closed });
      const { page } = await open(world().page('solution', shown, () => aSolution()));
      await page.getByRole('heading', heading(title)).waitFor();
      await page.getByText(text).waitFor();
      const thanked = /good to hear|thank you/i.test((await page.locator('main').textContent()) ?? '');
      expect(thanked).toBe(closed.method === 'self-service');
      await page.getByRole('heading', { name: 'Still not right?' }).waitFor();
      await page.getByRole('button', { name: 'Still broken' }).click();
      await page.getByRole('heading', heading('Sorry that it is still broken')).waitFor();
      expect(world().api.posts()).toEqual([{ action: 'still-broken' }]);
      await page.getByRole('button', { name: 'Back' }).click();
      await page.getByRole('heading', heading('Let’s get your app working again')).waitFor();
    },
  );

  it('is one after “that fixed it” too, and who was too fast can say so', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.getByRole('button', { name: 'That fixed it' }).click();
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
    await page.getByRole('button', { name: 'Still broken' }).click();
    await page.getByRole('heading', heading('Sorry that it is still broken')).waitFor();
    expect(world().api.posts()).toEqual([{ action: 'fixed' }, { action: 'still-broken' }]);
  });

  it('whose issue goes on elsewhere says so instead of doing nothing', async () => {
    const closed = { reason: 'resolved', method: 'no-further-error' };
    const shown = aSolution({ state: 'closed', closed });
    const { page } = await open(world().page('solution', shown, () => tooLate(closed)));
    await page.getByRole('button', { name: 'Still broken' }).click();
    await page.getByRole('alert').filter({ hasText: 'Please open the link of our latest message.' }).waitFor();
  });

  it('“still broken” that did not get through can be said again', async () => {
    const shown = aSolution({ state: 'closed', closed: { reason: 'expired' } });
    const { page } = await open(world().page('solution', shown, () => aSolution()));
    await page.getByRole('heading', heading('We closed this')).waitFor();
    world().api.state.status = 503;
    await page.getByRole('button', { name: 'Still broken' }).click();
    await page.getByRole('alert').filter({ hasText: 'That did not get through.' }).waitFor();
    delete world().api.state.status;
    await page.getByRole('button', { name: 'Still broken' }).click();
    await page.getByRole('heading', heading('Sorry that it is still broken')).waitFor();
  });

  it('that closed while its page was open takes no “that fixed it”, and says what it is', async () => {
    const { page } = await open(world().page('solution', aSolution(), () => tooLate({ reason: 'expired' })));
    await page.getByRole('button', { name: 'That fixed it' }).click();
    await page.getByRole('heading', heading('We closed this')).waitFor();
  });

  it('that closed while its page was open, and went on elsewhere, promises no call', async () => {
    const { page } = await open(world().page('solution', aSolution(), () => tooLate({ reason: 'expired' })));
    await page.getByRole('link', { name: 'Request a call' }).click();
    await page.getByRole('button', { name: 'Call me' }).click();
    await page.getByRole('heading', heading('We closed this')).waitFor();
    await page.getByRole('alert').filter({ hasText: 'Please open the link of our latest message.' }).waitFor();
  });
});

describe('a call request', () => {
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

  it('says number, time and zone', async () => {
    const { page } = await open(
      world().page('solution', aSolution(), () => aSolution({ state: 'calling', callback: { state: 'requested' } })),
    );
    await page.getByRole('link', { name: 'Request a call' }).click();
    await page.getByLabel('Phone number').fill(' +44 7700 900123 ');
    await page.getByLabel('At a time I choose').check();
    await page.getByLabel('Date and time').fill(`${inThreeDays}T15:00`);
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Call me' }).click();
    await page.getByRole('heading', heading('We will call you')).waitFor();
    const wishedAt = `${inThreeDays}T06:00:00.000Z`;
    const call = { action: 'call', phone: '+44 7700 900123', wishedAt, zone: 'Asia/Tokyo', language: 'en' };
    expect(world().api.posts()).toEqual([call]);
  });

  it('says beside the form what is wrong, and sends nothing that cannot be', async () => {
    const refused = { status: 400, body: { error: 'invalid', fields: ['phone'] } };
    const { page } = await open(world().page('solution', aSolution(), () => refused));
    await page.getByRole('link', { name: 'Request a call' }).click();
    await page.getByLabel('At a time I choose').check();
    await page.getByLabel('Date and time').fill('2020-01-01T10:00');
    await page.getByRole('button', { name: 'Call me' }).click();
    await page.getByText('Please choose a time to come.').waitFor();
    expect(world().api.posts()).toEqual([]);
    await page.getByLabel('As soon as possible').check();
    await page.getByLabel('Phone number').fill('1234');
    await page.getByRole('button', { name: 'Call me' }).click();
    await page.getByRole('alert').filter({ hasText: 'Please check the phone number.' }).waitFor();
  });

  it('the back button closes the form, and leaves the page only then', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    const solution = page.getByRole('heading', heading('Let’s get your app working again'));
    await page.getByRole('link', { name: 'Request a call' }).click();
    await page.getByRole('heading', heading('Talk to us')).waitFor();
    await page.goBack();
    await solution.waitFor();
    await page.goForward();
    await page.getByRole('button', { name: 'Back' }).click();
    await solution.waitFor();
    expect(new URL(page.url()).hash).toBe('');
  });
});
