// The customer on the page: a scripted browser, or, where there is none, the same acts by the page's own API.
import { launchChromium, visitor } from '../../browser/launch.ts';

/** What a customer does on the solution page. `leave` closes the browser. */
export type Visitor = {
  fixesIt(url: string): Promise<void>;
  asksForCall(url: string): Promise<void>;
  leave(): Promise<void>;
};

const said = (text: string): void => console.log(`  ${text}`);

const byBrowser = async (): Promise<Visitor> => {
  const browser = await launchChromium();
  const open = async (url: string) => {
    const context = await visitor(browser);
    context.setDefaultTimeout(20_000);
    // The app store is not on this machine.
    await context.route('https://apps.apple.com/**', (route) => route.fulfill({ body: 'The app store' }));
    const page = await context.newPage();
    await page.goto(url);
    said(`“${await page.locator('h1').textContent()}”`);
    for (const text of await page.locator('main p').allInnerTexts()) if (text.trim()) said(`  ${text.trim()}`);
    return page;
  };
  return {
    fixesIt: async (url) => {
      const page = await open(url);
      await page.getByRole('button', { name: 'Open the app store' }).click();
      await page.waitForURL('https://apps.apple.com/**');
      said(`taps “Open the app store” → ${page.url()}`);
      await page.goto(url);
      await page.getByRole('button', { name: 'That fixed it' }).click();
      await page.getByRole('heading', { name: 'Good to hear!' }).waitFor();
      said('taps “That fixed it” → “Good to hear!”');
      await page.context().close();
    },
    asksForCall: async (url) => {
      const page = await open(url);
      await page.getByRole('link', { name: 'Request a call' }).click();
      await page.getByRole('button', { name: 'Call me' }).click();
      await page.getByRole('heading', { name: 'We will call you' }).waitFor();
      said('taps “Request a call”, “Call me” → “We will call you”');
      await page.context().close();
    },
    leave: () => browser.close(),
  };
};

const post = async (url: string, body: object): Promise<void> => {
  const api = url.replace('/s/', '/api/solution/');
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const answer = await fetch(api, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${api} answered ${answer.status}: ${await answer.text()}`);
  said(`POST ${new URL(api).pathname.slice(0, 24)}…  ${JSON.stringify(body)} → ${answer.status}`);
};

const byApi: Visitor = {
  fixesIt: async (url) => {
    await post(url, { action: 'chose', step: 'update' });
    await post(url, { action: 'fixed' });
  },
  asksForCall: (url) => post(url, { action: 'call' }),
  leave: async () => undefined,
};

/** A browser if there is one, or one can be installed. */
export const openVisitor = (): Promise<Visitor> =>
  byBrowser().catch((error: unknown) => {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.log(`  No browser (${line}): the page’s API is asked instead.`);
    return byApi;
  });
