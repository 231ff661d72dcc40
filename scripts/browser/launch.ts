import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

/** Nothing but what is on this machine is reached, and nothing is asked of Google. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A headless Chromium with a new, empty profile, which is removed when it closes. */
export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await ensureChromium(), headless: true, args: flags });

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

/** A visitor of their own: no cookies, no storage, unless `options` says otherwise on a phone, in English, in London. */
export const visitor = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: phone, locale: 'en-GB', timezoneId: 'Europe/London', ...options });
