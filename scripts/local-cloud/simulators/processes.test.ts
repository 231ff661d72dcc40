// The entries as `make up` starts them: up on a free port, and gone cleanly on SIGTERM.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const start = async (entry: string, env: Record<string, string>) => {
  const file = fileURLToPath(new URL(entry, import.meta.url));
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = await once(child.stdout, 'data');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0] ?? '';
  return { child, url };
};

it.each([
  ['../appsync/main.ts', { APPSYNC_PORT: '0' }],
  ['sagemaker/main.ts', { PORT: '0' }],
  ['ses/main.ts', { PORT: '0' }],
  ['end-user-messaging/main.ts', { PORT: '0' }],
  ['sms-service/main.ts', { PORT: '0', ACCOUNT_SID: 'AC1', AUTH_TOKEN: 'token' }],
  ['identity/main.ts', { PORT: '0' }],
  ['ticketmaster/main.ts', { PORT: '0' }],
  ['bitly/main.ts', { PORT: '0' }],
  ['support/main.ts', { PORT: '0', EMAIL: 'a@b.example', TOKEN: 'token', WEBHOOK_SECRET: 'secret' }],
  ['fault-proxy/main.ts', { PORT: '0', TARGET_URL: 'http://127.0.0.1:9' }],
])('%s comes up, and ends with 0 although a client holds its connection', async (entry, env) => {
  const { child, url } = await start(entry, env);
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok' });
  const idle = connect(Number(new URL(url).port), '127.0.0.1');
  await once(idle, 'connect');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  idle.destroy();
});
