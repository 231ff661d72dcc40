import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseFromEnvironment, blockSize, chooseBase, portIsFree, portOffsets } from './port-block.ts';

describe('chooseBase', () => {
  it('takes a block in which no port is used, whatever is used', async () => {
    const used = fc.uniqueArray(fc.integer({ min: 14_500, max: 15_500 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(used, async (taken) => {
        const base = await chooseBase(async (port) => !taken.includes(port));
        const ports = Object.values(portOffsets).map((offset) => base + offset);
        expect(ports.filter((port) => taken.includes(port))).toEqual([]);
      }),
    );
  });

  it('gives a second clone another block', async () => {
    const first = await chooseBase(async () => true);
    const second = await chooseBase(async (port) => port >= first + blockSize);
    expect(second).toBe(first + blockSize);
  });

  it('says what to do when nothing is free', async () => {
    await expect(chooseBase(async () => false)).rejects.toThrow(/HERALD_PORT_BASE/);
  });
});

describe('baseFromEnvironment', () => {
  it('takes a port, or nothing', () => {
    expect(baseFromEnvironment({ HERALD_PORT_BASE: '20000' })).toBe(20_000);
    expect(baseFromEnvironment({})).toBeUndefined();
  });

  it.each(['abc', '80', '65530', '1.5'])('refuses %s', (value) => {
    expect(() => baseFromEnvironment({ HERALD_PORT_BASE: value })).toThrow(/HERALD_PORT_BASE/);
  });
});

it('sees that a port is taken, and free again', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(await portIsFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await portIsFree(port)).toBe(true);
});
