// Global set-up of the browser tests: the pages as they are in this checkout, built once, and a browser to open them in.
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../../scripts/browser/chromium.ts';
import { buildWeb } from '../../scripts/build/web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const setup = async (): Promise<void> => {
  await buildWeb(root, `${root}dist`);
  await ensureChromium();
};
