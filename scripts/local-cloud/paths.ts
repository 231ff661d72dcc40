// Where things of this clone and this user lie.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Everything that running leaves behind lies here; removed by hand at any time while nothing runs. */
export const localFolder = join(repository, '.local');
export const logsFolder = join(localFolder, 'logs');
export const runFolder = join(localFolder, 'run');
/** LocalStack's files and the parts' temporary ones: gone with `down` and before a fresh start. */
export const scratchFolder = join(localFolder, 'scratch');
export const partsFolder = join(repository, 'scripts', 'local-cloud');

/** Downloads are shared by all clones of one user. */
export const cacheFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'herald');
