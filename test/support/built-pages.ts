// Global set-up of the browser tests: the pages as they are in this checkout, built once, and a browser to open them in.
// Not into dist/, which somebody else may build anew meanwhile.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../../scripts/browser/chromium.ts';
import { buildWeb } from '../../scripts/build/web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const setup = async (): Promise<void> => {
  process.env.HERALD_BUILT_PAGES = mkdtempSync(join(tmpdir(), 'herald-pages-'));
  await buildWeb(root, process.env.HERALD_BUILT_PAGES);
  await ensureChromium();
};
