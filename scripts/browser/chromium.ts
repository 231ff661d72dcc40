// Which Chromium drives the pages in tests, the demo and screenshots; Debian's is installed where that is possible.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, run } from '../local-cloud/command.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const executable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** HERALD_CHROMIUM, else the first Chromium or Chrome on the path; undefined if there is none. */
const findChromium = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  if (env.HERALD_CHROMIUM) return env.HERALD_CHROMIUM;
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
};

const aptIsThere = (): Promise<boolean> =>
  capture(['apt-get', '--version']).then(
    () => true,
    () => false,
  );

/**
 * The Chromium to use; installs Debian's when there is none, the user is root and apt-get is there.
 * @throws Error with one line that says what is missing and how to get it
 */
export const ensureChromium = async (report: (line: string) => void = console.log): Promise<string> => {
  const there = findChromium();
  if (there) return there;
  if (process.getuid?.() === 0 && (await aptIsThere())) {
    report('installing Chromium (apt-get install chromium)');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run(['apt-get', 'update', '-qq'], { env });
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  }
  const installed = findChromium();
  if (!installed)
    throw new Error(
      'Chromium is missing: the pages are tested in it. Install: apt install chromium, brew install --cask chromium, or set HERALD_CHROMIUM to a Chrome.',
    );
  return installed;
};
