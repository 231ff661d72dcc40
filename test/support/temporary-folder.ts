// One temporary folder for a whole test run, removed at its end, whatever the tests leave in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** vitest's global set-up: the workers inherit TMPDIR. @returns the tear-down */
export default (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'herald-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
