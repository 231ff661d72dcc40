import { describe, expect, it } from 'vitest';
import { aSolution } from '../../support/a-page-answer.ts';
import { useBrowser } from '../../support/browser.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();
const heading = (name: string | RegExp) => ({ name, level: 1 }) as const;

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
    expect(world().api.posts()).toEqual([{ action: 'chose', step: 'update' }]);
  });

  it('opens the store though the choice could not be told', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.context().route('https://store.example/**', (route) => route.fulfill({ body: 'the store' }));
    await page.getByRole('button', { name: 'Open the app store' }).waitFor();
    world().api.state.delayMs = 5_000;
    await page.getByRole('button', { name: 'Open the app store' }).click();
    await page.waitForURL('https://store.example/app', { timeout: 4_000 });
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
    const card = page.getByRole('listitem').filter({ hasText: 'Clear the app’s cache' });
    const button = card.getByRole('button', { name: 'Show me how' });
    await button.click();
    await card.getByText('Android: Settings').waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await button.click();
    expect(await card.getByText('Android: Settings').isVisible()).toBe(false);
    await button.click();
    expect(world().api.posts()).toEqual([{ action: 'chose', step: 'clear-cache' }]);
  });

  it('“that fixed it” is one tap, and two fast taps are one', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    world().api.state.delayMs = 300;
    await page.getByRole('button', { name: 'That fixed it' }).dblclick();
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
    expect(world().api.posts()).toEqual([{ action: 'fixed' }]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
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

  it('tells a case that is closed, or a call that is ahead', async () => {
    const closed = await open(world().page('solution', aSolution({ state: 'closed' })));
    await closed.page.getByRole('heading', heading('Good to hear!')).waitFor();
    const at = '2099-01-02T09:30:00.000Z';
    const calling = aSolution({ state: 'calling', callback: { state: 'requested', at } });
    const { page } = await open(world().page('solution', calling));
    await page.getByText(/We call around Friday,? 2 January 2099 at 09:30/).waitFor();
    expect(await page.getByRole('link', { name: 'Request a call' }).count()).toBe(0);
    await page.getByRole('button', { name: 'That fixed it' }).click(); // it may be solved before we call
    await page.getByRole('heading', heading('Good to hear!')).waitFor();
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
