import { describe, expect, it } from 'vitest';
import { useBrowser } from '../../support/browser.ts';
import { everyView, reach } from '../../support/every-page.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();

const titles = {
  en: 'Unsubscribe',
  de: 'Abmelden',
  fr: 'Se désinscrire',
  es: 'Darse de baja',
  ja: '配信停止',
  'pt-BR': 'Cancelar inscrição',
  hi: 'सदस्यता समाप्त करें',
} as const;
const unsubscribe = everyView.find(({ name }) => name === 'unsubscribe');

describe.each(Object.entries(titles))('in %s', (language, title) => {
  it('every view has its words, nothing is left to fill in, and it fits a narrow screen', async () => {
    const { page } = await open('about:blank', { viewport: { width: 320, height: 640 }, locale: language });
    for (const view of everyView) {
      await page.goto(view.url(world(), language));
      await reach(page, view);
      const { lang, text, wide } = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        text: `${document.title} ${document.body.textContent}`,
        wide: document.documentElement.scrollWidth,
      }));
      expect(lang, view.name).toBe(language);
      expect(text, view.name).not.toMatch(/undefined|null|\{\w+\}|\[object/);
      expect(wide, view.name).toBeLessThanOrEqual(320);
    }
  });

  it('speaks the customer’s language, not the browser’s', async () => {
    const { page } = await open(unsubscribe?.url(world(), language) ?? '', { locale: language === 'de' ? 'fr' : 'de' });
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await expect.poll(() => page.title(), { timeout: 15_000 }).toBe(title); // a frame after its heading
  });
});

it.each([
  ['de-AT', 'de'],
  ['pt', 'pt-BR'],
  ['nl', 'en'],
  ['', 'en'],
])('%s is spoken as %s', async (language, spoken) => {
  const { page } = await open(unsubscribe?.url(world(), language) ?? '');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe(spoken);
});
