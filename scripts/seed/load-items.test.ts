import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { loadItems } from './load-items.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-load-'));
const path = join(folder, 'items.jsonl');
writeFileSync(path, Array.from({ length: 130 }, (_, id) => `${JSON.stringify({ id })}\n`).join(''));
afterAll(() => rmSync(folder, { recursive: true }));

/** A table that leaves the last item of each call unprocessed, as a throttled one does, until it is sent alone. */
const throttledTable = () => {
  const stored: number[] = [];
  const send = async ({ input }: BatchWriteCommand) => {
    const requests = input.RequestItems?.items ?? [];
    expect(requests.length).toBeLessThanOrEqual(25);
    const left = requests.length > 1 ? requests.slice(-1) : [];
    for (const { PutRequest } of requests.slice(0, requests.length - left.length)) stored.push(PutRequest?.Item?.id);
    return { UnprocessedItems: left.length > 0 ? { items: left } : {} };
  };
  return { stored, send };
};

const load = (send: (command: BatchWriteCommand) => Promise<object>) =>
  loadItems({ dynamodb: { send }, table: 'items', path, onProgress: () => undefined });

describe('loadItems', () => {
  it('writes every item once, also those a call left unprocessed', async () => {
    const { stored, send } = throttledTable();
    expect(await load(send)).toBe(130);
    expect(stored.sort((a, b) => a - b)).toEqual(Array.from({ length: 130 }, (_, id) => id));
  });

  it('fails when the table refuses', async () => {
    await expect(load(() => Promise.reject(new Error('no such table')))).rejects.toThrow('no such table');
  });
});
