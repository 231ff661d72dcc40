import { expect, it } from 'vitest';
import { safeTarget } from './safe-target.ts';
import { trackLinks } from './track-links.ts';

const untracked = ['https://pages.example/u/t1'];
const track = (html: string) =>
  trackLinks(html, {
    untracked,
    pixel: 'https://pages.example/o/t?a=1&b=2',
    click: async (to) => `https://pages.example/c/${encodeURIComponent(to)}`,
  });

it('makes http links redirects to the target as it reads, and leaves everything else', async () => {
  const html = `<body><p>href="https://text.example"</p><a class="b" href="https://shop.example/?a=1&amp;b=2">x</a>
<A HREF='http://plain.example/'>y</A><a href="mailto:a@b.example">m</a><a href="https://pages.example/u/t1">u</a>
<img src="https://cdn.example/p.png"><a href="#top">t</a></body>`;
  const tracked = await track(html);
  expect(tracked).toContain(`href="https://pages.example/c/${encodeURIComponent('https://shop.example/?a=1&b=2')}"`);
  expect(tracked).toContain(`HREF="https://pages.example/c/${encodeURIComponent('http://plain.example/')}"`);
  for (const same of [
    '<p>href="https://text.example"</p>',
    'mailto:a@b.example',
    '"https://pages.example/u/t1"',
    '#top',
  ])
    expect(tracked).toContain(same);
  expect(tracked).toContain('src="https://cdn.example/p.png"');
});

it('adds the pixel once, at the end of the body, with its address escaped', async () => {
  const tracked = await track('<BODY>one</BODY>');
  expect(tracked).toMatch(/^<BODY>one<img src="https:\/\/pages.example\/o\/t\?a=1&amp;b=2" alt=""[^>]*><\/BODY>$/);
  expect(await track('no body')).toMatch(/^no body<img/);
});

it('takes as a target only what a browser may be sent to', () => {
  expect(safeTarget('https://shop.example')).toBe('https://shop.example/');
  for (const text of [
    'javascript:alert(1)',
    '//evil.example',
    '/path',
    'https://user@evil.example',
    'data:text/html,x',
    '',
  ])
    expect(safeTarget(text)).toBeUndefined();
});
