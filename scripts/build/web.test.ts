import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWeb, type Site } from './web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = mkdtempSync(join(tmpdir(), 'herald-web-'));
let site: Site & { fresh: boolean };
beforeAll(async () => {
  site = await buildWeb(root, dist);
}, 60_000);

const content = (path: string): Buffer => readFileSync(join(dist, 'web', path));
const scripts = () => Object.keys(site.files).filter((path) => path.endsWith('.js'));

describe('the built pages', () => {
  it('are listed with content type, cache control and hash', () => {
    expect(site.files['index.html']).toMatchObject({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-cache',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const assets = Object.entries(site.files).filter(([path]) => path.startsWith('assets/'));
    expect(assets.length).toBeGreaterThan(15);
    for (const [path, { cacheControl }] of assets) {
      expect(path).toMatch(/-[\w-]{8}\.(js|css)$/);
      expect(cacheControl).toContain('immutable');
    }
  });

  it('weigh less than 50 KB of script gzipped, all pages and languages together', () => {
    const gzipped = scripts().map((path) => gzipSync(content(path)).length);
    expect(gzipped.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(50 * 1024);
  });

  it('have no inline script or style, and nothing of another host', () => {
    const html = content('index.html').toString();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc="\/assets\/)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('are built once for the same sources, and again when a file is missing', async () => {
    expect(site.fresh).toBe(true);
    expect(await buildWeb(root, dist)).toEqual({ ...site, fresh: false });
    rmSync(join(dist, 'web/index.html'));
    expect((await buildWeb(root, dist)).fresh).toBe(true);
  });
});
