import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localFolder } from './paths.ts';

const lockFile = join(localFolder, 'lock');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const tryLock = (): boolean => {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
};

/** Removes a lock whose holder is gone. */
const dropStale = (): void => {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true });
  } catch {
    // Released in the meantime.
  }
};

/** Does work that changes the local cloud; waits while another `up` or `down` of this clone is at it. */
export const withLock = async <T>(work: () => Promise<T>): Promise<T> => {
  mkdirSync(localFolder, { recursive: true });
  while (!tryLock()) {
    dropStale();
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
};
