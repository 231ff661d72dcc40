// A whole night on the deployed system, over rows and facts that this test brings: every verdict has a row.
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../lambdas/candidates/domain/run/summary.ts';
import { graphqlData, pick } from '../../support/deployed.ts';
import { night as day, daysAgo } from '../../support/last-night.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { type Ended, ended, run, start } from '../../support/runs.ts';
import { putContact, putCustomer, putProduct } from '../../support/seed-facts.ts';
import { aProgram, type Delivery, deliveriesQuery, deployProgram, uniqueId } from '../../support/test-programs.ts';

const programId = uniqueId('it-batch');
const id = (name: string) => `${programId}-${name}`;

const grantsAt = (at: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ at, programId, channel: 'email', notificationId: `n-${n}` }));

const good = (name: string, more: Partial<Delivery> = {}): Delivery => ({
  customerId: id(name),
  productId: id('p1'),
  ...more,
});

const rows: Delivery[] = [
  good('ann'),
  good('bob', { marketplace: 'DE' }),
  good('ann', { deliveredAt: `${day} 18:00:00` }), // a duplicate: the later delivery stays
  good('keen', { productId: id('p1'), deliveredAt: `${day} 01:00:00` }),
  good('keen', { productId: id('p2'), deliveredAt: `${day} 02:00:00` }),
  good('keen', { productId: id('p3'), deliveredAt: `${day} 03:00:00` }),
  good('keen', { productId: id('p4'), deliveredAt: `${day} 04:00:00` }), // four wishes, three allowed
  good('unknown'),
  good('closed'),
  good('flagged'),
  good('window-shopper', { purchased: false }),
  good('refunded', { refunded: true }),
  good('reviewer', { reviewed: true }),
  good('opted-out'),
  good('closed-product', { productId: id('p-closed') }),
  good('indian', { marketplace: 'IN' }),
  good('capped'),
  good('long-ago'),
  { customerId: null, productId: id('p1') },
  good('nowhere', { marketplace: 'XX' }),
];

const keysBelow = async (prefix: string): Promise<string[]> => {
  const page = await s3.send(new ListObjectsV2Command({ Bucket: pick(outputs.buckets, 'data'), Prefix: prefix }));
  return (page.Contents ?? []).map((object) => object.Key ?? '');
};
const linesOf = async (key: string): Promise<string[]> => {
  const object = await s3.send(new GetObjectCommand({ Bucket: pick(outputs.buckets, 'data'), Key: key }));
  const bytes = await object.Body?.transformToByteArray();
  return gunzipSync(bytes ?? new Uint8Array())
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
};

const candidatesOf = (name: string) =>
  graphqlData<{ candidatesForCustomer: { subject: string; state: string; score: number }[] }>(outputs, 'api-key', {
    query: `query($c: ID!, $p: ID!) { candidatesForCustomer(customerId: $c, programId: $p) { subject state score } }`,
    variables: { c: id(name), p: programId },
  }).then((data) => data.candidatesForCustomer);

let first: Ended;
let summary: RunSummary;

beforeAll(async () => {
  const active = [
    'ann',
    'bob',
    'keen',
    'window-shopper',
    'refunded',
    'reviewer',
    'opted-out',
    'closed-product',
    'indian',
    'capped',
    'long-ago',
  ];
  await Promise.all([
    ...active.map((name) => putCustomer({ customerId: id(name) })),
    putCustomer({ customerId: id('closed'), status: 'closed' }),
    putCustomer({ customerId: id('flagged'), flagged: true }),
    ...['p1', 'p2', 'p3', 'p4'].map((product) => putProduct({ productId: id(product) })),
    putProduct({ productId: id('p-closed'), openForReviews: false }),
    putContact({ customerId: id('opted-out'), optOuts: [programId] }),
    putContact({ customerId: id('capped'), grants: grantsAt(`${daysAgo(10)}T10:00:00Z`, 3) }),
    putContact({ customerId: id('long-ago'), grants: grantsAt(`${daysAgo(50)}T10:00:00Z`, 3) }),
  ]);
  await deployProgram(aProgram(programId, { query: deliveriesQuery({ [day]: rows }), brake: { maxRejectShare: 0.2 } }));
  first = await run('batch-ingestion', { programId, day });
  summary = first.output as RunSummary;
});

describe('a run', () => {
  it('commits, and its counts add up', () => {
    expect(first.status, first.cause).toBe('SUCCEEDED');
    expect(summary.split).toMatchObject({ rows: 20, accepted: 18, rejected: 2 });
    expect(summary.decisions).toMatchObject({ rows: 18, duplicates: 1, candidates: 17, passed: 6 });
    expect(summary.decisions.rejectedBy).toEqual({ trust: 5, eligibility: 4, 'frequency-cap': 2 });
    expect(summary.store).toEqual({ inserted: 6, refreshed: 0, unchanged: 0 });
  });

  it('keeps the latest of four wishes for one customer, three at most', async () => {
    const subjects = (await candidatesOf('keen')).map((candidate) => candidate.subject).sort();
    expect(subjects).toEqual([id('p2'), id('p3'), id('p4')]);
  });

  it('puts every bad row into a reject file with its reason', async () => {
    const keys = (await keysBelow(`runs/${programId}/${day}/001/rejects/`)).sort();
    const lines = (await Promise.all(keys.map(linesOf))).flat();
    expect(lines).toHaveLength(2);
    expect(lines.join('\n')).toMatch(/customer_id/);
    expect(lines.join('\n')).toMatch(/marketplace/);
  });
});

describe('running the same day again', () => {
  it('changes nothing, also after the message went out', async () => {
    const [before] = await candidatesOf('ann');
    await graphqlData(outputs, 'operator', {
      query: `mutation($c: ID!, $p: ID!, $s: ID!) { setCandidateState(customerId: $c, programId: $p, subject: $s, to: contacted, reason: "message sent") { state } }`,
      variables: { c: id('ann'), p: programId, s: id('p1') },
    });
    const again = await run('batch-ingestion', { programId, day });
    expect((again.output as RunSummary).store).toEqual({ inserted: 0, refreshed: 5, unchanged: 1 });
    expect(await candidatesOf('ann')).toEqual([{ ...before, state: 'contacted' }]);
  });
});

describe('a dry run', () => {
  it('stores nothing and says what it would have stored', async () => {
    const dry = uniqueId('it-dry');
    await deployProgram(aProgram(dry, { query: deliveriesQuery({ [day]: [good('ann'), good('bob')] }) }));
    const execution = await run('batch-ingestion', { programId: dry, day, dryRun: true });
    expect(execution.status, execution.cause).toBe('SUCCEEDED');
    expect(execution.output).toMatchObject({ wouldStore: 2 });
    const stored = await graphqlData<{ candidatesForCustomer: unknown[] }>(outputs, 'api-key', {
      query: `query($c: ID!, $p: ID!) { candidatesForCustomer(customerId: $c, programId: $p) { subject } }`,
      variables: { c: id('ann'), p: dry },
    });
    expect(stored.candidatesForCustomer).toEqual([]);
  });
});

describe('one marketplace', () => {
  it('takes only its rows', async () => {
    const german = uniqueId('it-german');
    await deployProgram(
      aProgram(german, { query: deliveriesQuery({ [day]: [good('ann'), good('bob', { marketplace: 'DE' })] }) }),
    );
    const execution = await run('batch-ingestion', { programId: german, day, marketplaces: ['DE'] });
    expect(execution.output).toMatchObject({ split: { rows: 1 }, store: { inserted: 1 } });
  });
});

describe('two executions of the same day at once', () => {
  it('lets one work and tells the other who does', async () => {
    const twice = uniqueId('it-twice');
    await deployProgram(aProgram(twice, { query: deliveriesQuery({ [day]: [good('ann')] }) }));
    const arns = await Promise.all([
      start('batch-ingestion', { programId: twice, day }),
      start('batch-ingestion', { programId: twice, day }),
    ]);
    const ends = await Promise.all(arns.map((arn) => ended(arn)));
    expect(ends.map((end) => end.status).sort()).toEqual(['FAILED', 'SUCCEEDED']);
    const loser = ends.find((end) => end.status === 'FAILED');
    expect(loser?.error).toBe('ConflictError');
  });
});
