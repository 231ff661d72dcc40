// A browser for tests: launched once a file, a visitor for each test, and what the page reported as wrong.
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium, visitor } from '../../scripts/browser/launch.ts';

/**
 * An open page, and what went wrong in it: violations of the Content-Security-Policy, errors of scripts. `provokes`: the test
 * asked for them. They may be reported after their test: nothing of this page is held against it.
 */
export type Visit = { page: Page; wrong: string[]; provokes?: boolean };

const watch = (page: Page): string[] => {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|Trusted Type|Refused to/i.test(text)) wrong.push(text);
  });
  return wrong;
};

/**
 * Hooks of a test file: one browser for all tests, closed afterwards; visitors are closed after each test, and no page may
 * have reported anything wrong. A test that fails leaves pictures in .local/test.
 * @returns `open`: goes to an address as a new visitor
 */
export const useBrowser = () => {
  let browser: Browser;
  let visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await Promise.all(visits.map(({ page }, n) => photograph(page, `${task.id}-${n + 1}`).catch(() => undefined)));
    const wrong = visits.flatMap((visit) => (visit.provokes ? [] : visit.wrong));
    await Promise.all(visits.map(({ page }) => page.context().close()));
    visits = [];
    expect(wrong, 'reported by the page').toEqual([]);
  });
  const open = async (url: string, options: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await visitor(browser, options);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const visit: Visit = { page, wrong: watch(page) };
    visits.push(visit);
    await page.goto(url);
    return visit;
  };
  return { open };
};

/** Keeps what a page looks like, for people, in .local/test. */
const photograph = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join('.local/test', `${name}.png`), fullPage: true });
