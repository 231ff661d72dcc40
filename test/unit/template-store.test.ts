import { describe, expect, it } from 'vitest';
import { memoryTemplateStore } from '../../lambdas/delivery/adapters/memory-template-store.ts';
import { s3TemplateStore } from '../../lambdas/delivery/adapters/s3-template-store.ts';
import type { Objects } from '../../lambdas/shared/aws/s3-objects.ts';
import { aTemplateSet, templateStoreContract } from '../contract/template-store.ts';

describe('TemplateStore', () => templateStoreContract(async (set) => memoryTemplateStore([set]), aTemplateSet()));

it('reads and writes each pinned version once per process', async () => {
  const calls: string[] = [];
  const objects = {
    bucket: 'b',
    get: async (key: string) => {
      calls.push(`get ${key}`);
      return Buffer.from(JSON.stringify(aTemplateSet()));
    },
    put: async (key: string) => void calls.push(`put ${key}`),
  } as unknown as Objects;
  const store = s3TemplateStore(objects);
  await store.pinned('ticket-sale-reminders', 'h1');
  await store.pinned('ticket-sale-reminders', 'h1');
  await store.pin(aTemplateSet());
  await store.pin(aTemplateSet({ hash: 'h2' }));
  await store.pin(aTemplateSet({ hash: 'h2' }));
  expect(calls).toEqual([
    'get templates/pinned/ticket-sale-reminders/h1.json',
    'put templates/pinned/ticket-sale-reminders/h2.json',
  ]);
});
