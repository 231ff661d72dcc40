// One temporary folder for a whole test run, removed at its end, whatever the tests leave in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const name = 'herald-tests-';

/** vitest's global set-up, once for each project of a run: the first makes it, workers inherit TMPDIR. @returns the tear-down */
export default (): (() => void) | undefined => {
  // A folder in a folder would make paths of sockets longer than the system takes (108 bytes).
  if (basename(tmpdir()).startsWith(name)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), name));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
