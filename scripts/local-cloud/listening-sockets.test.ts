import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { addressFromProc, listeningSockets, processTree } from './listening-sockets.ts';

it.each([
  ['0100007F', '127.0.0.1'],
  ['00000000', '0.0.0.0'],
  ['0000000000000000FFFF00000100007F', '127.0.0.1'],
  ['00000000000000000000000000000000', '0000:0000:0000:0000:0000:0000:0000:0000'],
])('reads %s as %s', (hex, address) => {
  expect(addressFromProc(hex)).toBe(address);
});

it('finds a socket this process listens on, with its address', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(listeningSockets([process.pid])).toContainEqual({ pid: process.pid, address: '127.0.0.1', port });
  await new Promise((resolve) => server.close(resolve));
});

it('follows a process to its children', () => {
  expect(processTree(process.ppid)).toContain(process.pid);
});
