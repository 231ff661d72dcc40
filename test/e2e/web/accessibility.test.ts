// Every view holds WCAG 2.2 AA as far as axe sees it, on phones and desks, by day and night, and fits a narrow screen.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { desktop, phone } from '../../../scripts/browser/launch.ts';
import { useBrowser } from '../../support/browser.ts';
import { everyView, reach } from '../../support/every-page.ts';
import { useWebWorld } from '../../support/use-web-world.ts';
import { loadAxe, violations } from '../axe.ts';

const world = useWebWorld();
const { open } = useBrowser();
const looks = [
  { colorScheme: 'light', viewport: phone },
  { colorScheme: 'dark', viewport: desktop },
  { colorScheme: 'dark', viewport: phone },
  { colorScheme: 'light', viewport: desktop },
] as const;

/** Buttons, links, inputs and their labels that a thumb would miss: under 44 px either way. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a.button, select, textarea, input, label.choice, .scale label')]
      .filter((element) => !element.matches('.choice input'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (Math.round(box.width) < 44 || Math.round(box.height) < 44))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} is ${box.width} × ${box.height}`),
  );

describe.each(everyView)('$name', (view) => {
  it('has nothing axe objects to, in any look', async () => {
    const { page } = await open(view.url(world()), { reducedMotion: 'reduce' });
    await reach(page, view);
    await loadAxe(page);
    for (const { colorScheme, viewport } of looks) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      expect(await violations(page), `${colorScheme}, ${viewport.width} px`).toEqual([]);
    }
  });

  it('fits 320 px, with targets for thumbs', async () => {
    const { page } = await open(view.url(world()), { viewport: { width: 320, height: 640 } });
    await reach(page, view);
    const [wide, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide).toBeLessThanOrEqual(there ?? 0);
    expect(await smallTargets(page)).toEqual([]);
  });
});

describe('motion', () => {
  it.each([
    ['reduce', 'none'],
    ['no-preference', 'turn'],
  ] as const)('%s: the waiting circle has animation %s', async (reducedMotion, animation) => {
    world().api.state.delayMs = 12_000; // nobody waits for it: it is long enough to look at the circle
    const { page } = await open(world().page('confirm', { language: 'en' }), { reducedMotion });
    await page.locator('.waiting').waitFor({ state: 'attached' });
    const name = await page.evaluate(
      () => getComputedStyle(document.querySelector('.waiting') as Element, '::before').animationName,
    );
    expect(name).toBe(animation);
  });
});
