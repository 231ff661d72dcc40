// Starts and stops the processes of the local cloud. A part is known by .local/run/<name>.json while it should run.
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logsFolder, repository, runFolder } from './paths.ts';
import type { Part } from './services.ts';

/** What is noted of a started process; its start time tells it from a later one that got the same id. */
type Running = { pid: number; startTime: string; fingerprint: string };

const noteOf = (name: string): string => join(runFolder, `${name}.json`);

/** Differs when a part would be started with another command or other addresses. */
const fingerprintOf = ({ command, cwd, env }: Part): string =>
  createHash('sha256')
    .update(JSON.stringify([command, cwd, env]))
    .digest('hex');

/** ps explains itself at length when a process is not there. */
const quietly: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };

/** When a process started; empty if there is none, or it ended and only waits to be collected by its parent. */
const startTimeOf = (pid: number): string => {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], quietly).trim();
    return text.startsWith('Z') ? '' : text.replace(/^\S+\s+/, '');
  } catch {
    return '';
  }
};

const readNote = (name: string): Running | undefined =>
  existsSync(noteOf(name)) ? (JSON.parse(readFileSync(noteOf(name), 'utf8')) as Running) : undefined;

const isAlive = ({ pid, startTime }: Pick<Running, 'pid' | 'startTime'>): boolean =>
  startTime !== '' && startTimeOf(pid) === startTime;

/** The names of parts that were started and not stopped since, alive or not. */
export const isNoted = (name: string): boolean => readNote(name) !== undefined;

/** The process id of a part that is there; undefined if it is stopped or crashed. */
export const runningPid = (name: string): number | undefined => {
  const note = readNote(name);
  return note && isAlive(note) ? note.pid : undefined;
};

/** Whether the part's process is there. */
export const isRunning = (name: string): boolean => runningPid(name) !== undefined;

/** Whether the part is there and was started just as it would be now. */
export const runsAsDescribed = (part: Part): boolean =>
  isRunning(part.name) && readNote(part.name)?.fingerprint === fingerprintOf(part);

/** The caller's environment without what would lead a part to another cloud or another Python. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS_|PYTHON(PATH|HOME)|VIRTUAL_ENV)/.test(name)),
  );

/** Starts a part as the leader of a process group of its own, its output appended to its log. */
export const start = (part: Part): void => {
  mkdirSync(runFolder, { recursive: true });
  mkdirSync(logsFolder, { recursive: true });
  const log = openSync(part.logFile, 'a');
  const [file, ...args] = part.command;
  const path = `${join(repository, 'node_modules/.bin')}:${process.env.PATH}`;
  const child = spawn(file, args, {
    cwd: part.cwd,
    env: { ...cleanEnvironment(), PATH: path, ...part.env },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // A missing program is told by waitHealthy: the part is noted, but not alive.
  child.on('error', () => undefined);
  child.unref();
  const pid = child.pid ?? 0;
  const note: Running = { pid, startTime: pid ? startTimeOf(pid) : '', fingerprint: fingerprintOf(part) };
  writeFileSync(noteOf(part.name), JSON.stringify(note));
};

const killGroup = (pid: number): void => {
  if (pid === 0) return; // never started; 0 would be our own group
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
};

const groupIsThere = (pid: number): boolean => {
  try {
    return pid !== 0 && process.kill(-pid, 0);
  } catch {
    return false;
  }
};

/** Killed processes take a moment to go. Bounded: without an init to collect them, dead ones stay listed. */
const waitForGroup = async (pid: number): Promise<void> => {
  const deadline = Date.now() + 5_000;
  while (groupIsThere(pid) && Date.now() < deadline) await sleep(50);
};

/** Stops a part: SIGTERM, up to `patienceMs`, then the whole process group is killed. Safe to repeat. */
export const stop = async (name: string, patienceMs = 10_000): Promise<void> => {
  const note = readNote(name);
  if (!note) return;
  if (isAlive(note)) {
    process.kill(note.pid, 'SIGTERM');
    const deadline = Date.now() + patienceMs;
    while (isAlive(note) && Date.now() < deadline) await sleep(100);
  }
  // Even after an orderly end or a crash: a child may have been left behind. Not if the id belongs to somebody else now.
  const ours = isAlive(note) || startTimeOf(note.pid) === '';
  if (ours) killGroup(note.pid);
  while (isAlive(note)) await sleep(50);
  if (ours) await waitForGroup(note.pid);
  rmSync(noteOf(name), { force: true });
};
