// The same day again under a changed program, and a first run where an attempt of that number has left files behind.
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { graphqlData, pick } from '../../support/deployed.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { aNight, type Night, night, runNight } from '../../support/night.ts';
import { served } from '../../support/stored.ts';
import { aProgram, deliveriesQuery, deployProgram } from '../../support/test-programs.ts';

const Bucket = pick(outputs.buckets, 'data');
const channel = (channelId: string, enabled: boolean) => ({
  channelId,
  type: 'email',
  enabled,
  config: { templateId: 'review-request-v3', sendTime: '10:00' },
});
const both = { channels: [channel('email', true), channel('newsletter', true)] };
const withoutNewsletter = { channels: [channel('email', true), channel('newsletter', false)] };

const inNewsletter = async (programId: string): Promise<string[]> => {
  type Answer = { candidatesForChannel: { items: { customerId: string }[] } };
  const { candidatesForChannel } = await graphqlData<Answer>(outputs, 'api-key', {
    query: 'query($p: ID!) { candidatesForChannel(programId: $p, channel: "newsletter") { items { customerId } } }',
    variables: { p: programId },
  });
  return candidatesForChannel.items.map(({ customerId }) => customerId).sort();
};

const redeploy = ({ programId, customers, productId }: Night, overrides: Record<string, unknown>) => {
  const query = deliveriesQuery({ [night]: customers.map((customerId) => ({ customerId, productId })) });
  return deployProgram(aProgram(programId, { query, ...overrides }));
};

it('takes active candidates out of a channel that the program no longer uses', async () => {
  const several = await aNight('it-changed', 6, both);
  expect((await runNight(several)).status).toBe('SUCCEEDED');
  expect(await inNewsletter(several.programId)).toEqual(several.customers);

  await redeploy(several, withoutNewsletter);
  expect((await runNight(several)).output).toMatchObject({ store: { inserted: 0, refreshed: 6 } });
  expect(await inNewsletter(several.programId)).toEqual([]);
  expect((await served(several.programId)).sort()).toEqual(several.customers);
});

it('starts from empty folders, also when the ledger was lost and an attempt counts from one again', async () => {
  const several = await aNight('it-leftover', 3);
  const folders = [
    `runs/${several.programId}/${night}/001/extract/part=0/`,
    `decisions/program=${several.programId}/day=${night}/attempt=001/`,
  ];
  const leftovers = folders.map((folder) => `${folder}leftover.jsonl.gz`);
  for (const Key of leftovers) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'of a run nobody knows' }));
  const end = await runNight(several);
  expect(end.status, end.cause).toBe('SUCCEEDED');
  expect(end.output).toMatchObject({ split: { rows: 3, rejected: 0 } });
  for (const Prefix of leftovers) {
    expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix }))).KeyCount, Prefix).toBe(0);
  }
});
