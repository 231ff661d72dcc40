// Python packages of the training and the benchmarks, cached per user and keyed by the lock file, so that clones share them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const requirePython = () => {
  try {
    execFileSync('python3', ['-c', 'import sys, venv; sys.exit(not (3, 10) <= sys.version_info < (3, 14))']);
  } catch (cause) {
    throw new Error('python3 (3.10 to 3.13, with venv) is missing: install it from your package manager', { cause });
  }
};

/** The interpreter of the cached environment for `lockFile`; installs it on first use. @param verb names its folder */
export const pythonEnvironment = (lockFile: string, verb = 'train'): string => {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'herald', `${verb}-${hash}`);
  const python = join(folder, 'bin', 'python');
  // The marker is written last, so that an interrupted installation is done again.
  const complete = join(folder, '.complete');
  if (existsSync(complete)) return python;
  requirePython();
  console.log(`${verb}: installing what ${lockFile} names into ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', folder]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', lockFile];
  execFileSync(python, install, { stdio: 'inherit' });
  writeFileSync(complete, '');
  return python;
};
