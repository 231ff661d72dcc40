import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isNoted, isRunning, runningPid, runsAsDescribed, start, stop } from './part-process.ts';
import type { Part } from './services.ts';

const name = `part-process-test-${process.pid}`;

const aPart = (script: string, env: Record<string, string> = {}): Part => ({
  name,
  ports: [1],
  command: [process.execPath, '-e', script],
  cwd: tmpdir(),
  env,
  healthUrl: 'http://127.0.0.1:1/health',
  logFile: join(mkdtempSync(join(tmpdir(), 'herald-part-')), 'part.log'),
  followsLocalstack: false,
});

const until = async (true_: () => boolean): Promise<void> => {
  for (let tries = 0; !true_() && tries < 100; tries += 1) await sleep(50);
  expect(true_()).toBe(true);
};

const processIsThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const clean = () => stop(name, 100);
beforeEach(clean);
afterEach(clean);

it('tells a part that runs from one that ended by itself and one that was stopped', async () => {
  start(aPart('setTimeout(() => {}, 60_000)'));
  expect(isRunning(name)).toBe(true);
  process.kill(runningPid(name) ?? Number.NaN, 'SIGKILL'); // not 0: that is everybody of the group
  await until(() => !isRunning(name));
  expect(isNoted(name)).toBe(true);
  await stop(name);
  expect(isNoted(name)).toBe(false);
});

it('kills a part that ignores SIGTERM, and the children it leaves behind', async () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])`;
  const part = aPart(`process.on('SIGTERM', () => {}); setTimeout(() => {}, 60_000); console.log(${child}.pid)`);
  start(part);
  await until(() => readFileSync(part.logFile, 'utf8').includes('\n'));
  const childPid = Number(readFileSync(part.logFile, 'utf8'));
  expect(processIsThere(childPid)).toBe(true);
  await stop(name, 200);
  expect(isRunning(name)).toBe(false);
  await until(() => !processIsThere(childPid));
});

it('sees that a running part was started with other addresses', () => {
  const script = 'setTimeout(() => {}, 60_000)';
  start(aPart(script, { TARGET_URL: 'http://127.0.0.1:1' }));
  expect(runsAsDescribed(aPart(script, { TARGET_URL: 'http://127.0.0.1:1' }))).toBe(true);
  expect(runsAsDescribed(aPart(script, { TARGET_URL: 'http://127.0.0.1:2' }))).toBe(false);
});

it('notes a part whose program is missing as not running', () => {
  start({ ...aPart(''), command: ['/nowhere/program'] });
  expect(isRunning(name)).toBe(false);
});
