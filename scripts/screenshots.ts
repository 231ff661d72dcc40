// `make screenshots`: pictures of the customer pages for the README, by a browser, into docs/images.
// usage: node scripts/screenshots.ts [--solution URL] [--review URL] [--preferences URL]: links of a running local cloud; without one,
// that page is shown as the browser tests' stub has it.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { aReview, aSolution, preferences } from '../test/support/a-page-answer.ts';
import { startWebWorld } from '../test/support/web-world.ts';
import { launchChromium, visitor } from './browser/launch.ts';
import { buildWeb } from './build/web.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/images');
const mostBytes = 60 * 1024;
const text = { type: 'string' } as const;
const { values: links } = parseArgs({ options: { solution: text, review: text, preferences: text } });

const fillReview = async (page: Page): Promise<void> => {
  await page.locator('input[type=radio]').nth(3).check();
  await page.locator('textarea').fill('Bright, quiet, and it looks good on my desk.');
};

/** Takes one picture. @throws Error when it would weigh the README down */
const picture = async (
  browser: Browser,
  { name, url, prepare }: { name: string; url: string; prepare?: (page: Page) => Promise<void> },
) => {
  const context = await visitor(browser, { viewport: { width: 390, height: 780 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('h1').waitFor();
  await prepare?.(page);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await context.close();
  const { size } = await stat(path);
  if (size > mostBytes)
    throw new Error(`docs/images/${name}.png has ${size} bytes, more than ${mostBytes}: picture less.`);
  console.log(`docs/images/${name}.png: ${Math.ceil(size / 1024)} KB`);
};

await buildWeb(root, join(root, 'dist'));
await mkdir(folder, { recursive: true });
const world = await startWebWorld();
const browser = await launchChromium();
try {
  await picture(browser, { name: 'solution', url: links.solution ?? world.page('solution', aSolution()) });
  await picture(browser, { name: 'review', url: links.review ?? world.page('review', aReview()), prepare: fillReview });
  await picture(browser, { name: 'preferences', url: links.preferences ?? world.page('preferences', preferences()) });
} finally {
  await browser.close();
  await world.close();
}
