// What TemplateStore promises, kept by the adapter on the emulator.
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { s3TemplateStore } from '../../../lambdas/delivery/adapters/s3-template-store.ts';
import { renderMessage } from '../../../lambdas/delivery/domain/templates/render.ts';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { aTemplateSet, templateStoreContract } from '../../contract/template-store.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';

const objects = () => s3Objects(s3, pick(outputs.buckets, 'data'));

describe('TemplateStore', () => {
  const deployed = aTemplateSet({ programId: `it-${randomUUID()}` });
  const key = `templates/current/${deployed.programId}.json`;
  afterAll(async () => {
    await objects().removeAll(key);
    await objects().removeAll(`templates/pinned/${deployed.programId}/`);
  });
  templateStoreContract(async (set) => {
    await objects().put(key, JSON.stringify(set));
    return s3TemplateStore(objects());
  }, deployed);
});

it.each([
  ['ticket-sale-reminders', 'sale-reminder', 'sms', 'Taylor Swift'],
  ['product-reviews', 'review-request-v3', 'email', 'Write a review'],
] as const)('has deployed what the build compiled: %s', async (programId, templateId, channel, said) => {
  const set = await s3TemplateStore(objects()).current(programId);
  const sample = set.templates.find((one) => one.templateId === templateId && one.channel === channel)?.sample;
  const message = renderMessage({ set, templateId, channel, locale: 'en', variables: sample ?? {} });
  expect(message.text).toContain(said);
});
