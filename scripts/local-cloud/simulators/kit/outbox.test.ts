import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { createOutbox, type Outbox } from './outbox.ts';

let outbox: Outbox<number>;
afterEach(() => outbox.close());
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

it('sends what is due, in order of its time, in batches', async () => {
  const batches: number[][] = [];
  outbox = createOutbox({ send: async (batch) => void batches.push(batch), batchSize: 10, everyMs: 5, parallel: 1 });
  for (let item = 1; item <= 25; item += 1) outbox.add(item, 20);
  outbox.add(0, 0);
  outbox.add(99, 60_000);
  await eventually(() => expect(batches.flat()).toHaveLength(26));
  expect(batches.flat()).toEqual(Array.from({ length: 26 }, (_, index) => index));
  expect(Math.max(...batches.map((batch) => batch.length))).toBe(10);
});

it('tries a batch again, loses it at the third failure, and goes on', async () => {
  const sent: number[] = [];
  let failures = 0;
  const send = async ([item = 0]: number[]) => {
    if (item === 1 || (item === 2 && failures < 4)) {
      failures += 1;
      throw new Error('down');
    }
    sent.push(item);
  };
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  outbox = createOutbox({ send, batchSize: 1, everyMs: 5, parallel: 1 });
  for (const item of [1, 2, 3]) outbox.add(item, 0);
  await eventually(() => expect(sent).toEqual([2, 3]));
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('1 receipts are lost'));
  log.mockRestore();
});

it('says nothing more once it is closed', async () => {
  const sent: number[] = [];
  outbox = createOutbox({ send: async (batch) => void sent.push(...batch), batchSize: 10, everyMs: 5 });
  outbox.add(1, 20);
  outbox.close();
  await wait(40);
  expect(sent).toEqual([]);
});
