// What the pages may load and run, and what they weigh. The policy's violations are looked for in every other test, too.
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { aReview, aSolution } from '../../support/a-page-answer.ts';
import { useBrowser } from '../../support/browser.ts';
import { everyView, reach } from '../../support/every-page.ts';
import { useWebWorld } from '../../support/use-web-world.ts';

const world = useWebWorld();
const { open } = useBrowser();
const budget = 50 * 1024;

/** Bytes of script as they lie in the bucket, uncompressed, and hosts that were asked. */
const weigh = async (page: Page, visit: () => Promise<unknown>) => {
  const scripts: Promise<number>[] = [];
  const origins = new Set<string>();
  page.on('response', (response) => {
    origins.add(new URL(response.url()).origin);
    if (response.request().resourceType() === 'script') scripts.push(response.body().then(({ length }) => length));
  });
  await visit();
  const bytes = await Promise.all(scripts);
  return { bytes: bytes.reduce((sum, each) => sum + each, 0), origins };
};

describe('the script budget', () => {
  it.each(['en', 'hi'])('every page loads less than 50 KB, uncompressed, in %s', async (language) => {
    for (const view of everyView) {
      const { page } = await open('about:blank');
      const { bytes, origins } = await weigh(page, async () => {
        await page.goto(view.url(world(), language));
        await reach(page, view);
      });
      expect(bytes, view.name).toBeGreaterThan(10_000);
      expect(bytes, view.name).toBeLessThan(budget);
      const allowed = [world().web.url, world().api.url, 'null']; // blob: previews of photos have the origin "null" or ours
      expect(
        [...origins].filter((origin) => !allowed.includes(origin)),
        view.name,
      ).toEqual([]);
      await page.context().close();
    }
  });
});

describe('the Content-Security-Policy', () => {
  /** Tries something the policy should forbid. @returns the directive that did */
  const forbidden = async (act: string): Promise<string> => {
    const visit = await open(world().page('solution', aSolution()));
    visit.provokes = true;
    const { page } = visit;
    await page.locator('h1').waitFor();
    const directive = await page.evaluate(
      (source) =>
        new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
          setTimeout(() => resolve('nothing'), 15_000);
          const acts: Record<string, () => void> = {
            'inline script': () =>
              document.body.append(
                Object.assign(document.createElement('script'), { type: 'module' }),
                scriptWith('window.ran = true'),
              ),
            'foreign script': () => document.body.append(withSource('script', 'https://evil.example/x.js')),
            'inline style': () => document.body.setAttribute('style', 'color: red'),
            'foreign image': () => document.body.append(withSource('img', 'https://evil.example/x.png')),
            'foreign call': () => void fetch('https://evil.example/').catch(() => undefined),
            'a form': () => {
              const form = document.body.appendChild(document.createElement('form'));
              form.action = '/x';
              form.submit();
            },
            'a frame': () => document.body.append(withSource('iframe', '/')),
            'markup from text': () => {
              try {
                document.body.innerHTML = '<b>x</b>';
              } catch {
                // Trusted Types throw besides.
              }
            },
          };
          const withSource = (name: string, src: string) => {
            const element = document.createElement(name);
            try {
              element.setAttribute('src', src);
            } catch {
              // Trusted Types throw besides.
            }
            return element;
          };
          const scriptWith = (text: string) => {
            const script = document.createElement('script');
            script.append(text);
            return script;
          };
          acts[source]?.();
        }),
      act,
    );
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    return directive;
  };

  it.each([
    ['inline script', /^(script-src-elem|require-trusted-types-for)$/],
    ['foreign script', /^(script-src-elem|require-trusted-types-for)$/],
    ['inline style', /^style-src-attr$/],
    ['foreign image', /^img-src$/],
    ['foreign call', /^connect-src$/],
    ['a form', /^form-action$/],
    ['a frame', /^(frame-src|frame-ancestors)$/],
    ['markup from text', /^require-trusted-types-for$/],
  ])('forbids %s', async (act, directive) => {
    expect(await forbidden(act)).toMatch(directive);
  });

  it('runs no inline script that somebody got into the document', async () => {
    const visit = await open('about:blank');
    visit.provokes = true;
    const { page, wrong } = visit;
    await page.context().route('**/confirm/*', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('<body>', '<body><script>window.ran = true</script>');
      await route.fulfill({ response: answer, body });
    });
    await page.goto(world().page('confirm', { language: 'en' }));
    await page.getByRole('button', { name: 'Yes, confirm' }).waitFor();
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await vi.waitFor(() => expect(wrong.join()).toMatch(/inline script/i), { timeout: 15_000 });
  });

  it('does not let anybody frame the pages', async () => {
    const answer = await fetch(world().page('review', aReview()));
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
  });
});

it('no token leaves the page: not in the title, not in storage, not in a referrer', async () => {
  const url = world().page('review', aReview());
  const token = url.split('/').at(-1) ?? '';
  const { page } = await open(url);
  const referrers: (string | undefined)[] = [];
  page.on('request', (request) => referrers.push(request.headers().referer));
  await page.reload();
  await page.locator('textarea').fill('Good.');
  expect(
    await page.evaluate(
      () => document.title + JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
    ),
  ).not.toContain(token);
  expect(referrers.filter(Boolean)).toEqual([]);
});
