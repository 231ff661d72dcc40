// Links that open nothing, and troubles on the way.
import { describe, expect, it } from 'vitest';
import { anUnsubscribe, aSolution } from '../../support/a-page-answer.ts';
import { useBrowser } from '../../support/browser.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();

describe('links that open nothing', () => {
  it('all get the same helpful page, whatever is wrong with them', async () => {
    const paths = [
      '/s/expired',
      '/r/used',
      '/q/foreign',
      '/u/wrong',
      '/p/x',
      '/confirm/x',
      '/s/',
      '/',
      '/x/y',
      '/s/a/b',
      '/s/%00',
    ];
    const texts = [];
    for (const path of paths) {
      const { page } = await open(`${world().web.url}${path}`);
      await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
      expect(await page.getByRole('button').count()).toBe(0);
      texts.push(await page.locator('body').textContent());
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('speak the browser’s language: the customer’s is not known', async () => {
    const { page } = await open(`${world().web.url}/s/expired`, { locale: 'pt-PT' });
    await page.getByRole('heading', { name: 'Este link não funciona' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('pt-BR');
  });

  it('ask the API nothing that is no token', async () => {
    const { page } = await open(`${world().web.url}/s/${encodeURIComponent('../../admin')}`);
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    expect(world().api.calls).toEqual([]);
  });

  it('a link that expires while its page is open says so', async () => {
    const gone = { status: 404, body: { error: 'gone' } };
    const { page } = await open(world().page('unsubscribe', anUnsubscribe(), () => gone));
    await page.getByRole('button', { name: 'Unsubscribe', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'It may be too old' }).waitFor();
  });
});

describe('trouble on the way', () => {
  it.each([500, 503, 429])('%i: try later, and trying later works', async (status) => {
    world().api.state.status = status;
    const { page } = await open(world().page('solution', aSolution()));
    await page.getByRole('heading', { name: 'That did not work' }).waitFor();
    delete world().api.state.status;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Let’s get your app working again' }).waitFor();
  });

  it('offline: says so, and keeps the buttons', async () => {
    const { page } = await open(world().page('solution', aSolution()));
    await page.getByRole('button', { name: 'That fixed it' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'That fixed it' }).click();
    await page.getByRole('alert').filter({ hasText: 'You are not connected.' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'That fixed it' }).click();
    await page.getByRole('heading', { name: 'Good to hear!' }).waitFor();
    expect(world().api.posts()).toEqual([{ action: 'fixed' }]);
  });

  it('the API out of reach: says so on a page of its own', async () => {
    const url = world().page('solution', aSolution());
    const { page } = await open(`${world().web.url}/s/expired`);
    await page.context().route('**/api/**', (route) => route.abort());
    await page.goto(url);
    await page.getByRole('heading', { name: 'You are not connected' }).waitFor();
    await page.context().unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Let’s get your app working again' }).waitFor();
  });

  it('a file of the page that does not come: asks to try again in every language, and does so once asked', async () => {
    const { page } = await open(`${world().web.url}/s/expired`);
    let loads = 0;
    page.on('request', (request) => {
      loads += request.isNavigationRequest() ? 1 : 0;
    });
    await page.context().route('**/assets/solution-*.js', (route) => route.abort());
    await page.goto(world().page('solution', aSolution()));
    await page.getByRole('heading', { name: 'Bitte noch einmal versuchen' }).waitFor();
    expect(loads).toBe(1); // nothing loads itself anew, over and over
    await page.context().unroute('**/assets/solution-*.js');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Let’s get your app working again' }).waitFor();
  });

  it('an answer nobody expects: try later, not a blank page', async () => {
    const { page } = await open(world().page('solution', { language: 'en', fix: null }));
    await page.getByRole('heading', { name: 'That did not work' }).waitFor();
  });
});
