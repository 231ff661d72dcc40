// The adapters of reports on the deployed tables and bucket.
import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { reactiveDecisionItem } from '../../../lambdas/candidates/index.ts';
import { dynamodbRatings, ratedSubject } from '../../../lambdas/issues/index.ts';
import { dynamodbDecisionDays } from '../../../lambdas/reporting/adapters/dynamodb-decision-days.ts';
import { dynamodbStars } from '../../../lambdas/reporting/adapters/dynamodb-stars.ts';
import { dynamodbTableSamples } from '../../../lambdas/reporting/adapters/dynamodb-table-samples.ts';
import { s3ReportFiles } from '../../../lambdas/reporting/adapters/s3-report-files.ts';
import { dynamodbSatisfactionBook } from '../../../lambdas/responses/adapters/dynamodb-satisfaction-book.ts';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { reportFilesContract } from '../../contract/report-files.ts';
import { eventually } from '../../support/eventually.ts';
import { dynamodb as document, outputs, s3 } from '../../support/local-cloud.ts';
import { uniqueId } from '../../support/test-programs.ts';

const table = (name: string): string => pick(outputs.tables, name);
const objects = s3Objects(s3, pick(outputs.buckets, 'data'));

describe('ReportFiles', () => {
  afterAll(() => objects.removeAll('reports/churn-report/contract-'));
  reportFilesContract(() => ({ files: s3ReportFiles(objects), list: objects.list }));
});

it('finds a day’s reactive decisions over all shards, and no other day’s', async () => {
  const programId = uniqueId('decided');
  const put = async (n: number, day: string) => {
    const customerId = `${programId}-${n}`;
    const decidedAt = `${day}T10:00:00.000Z`;
    const candidate = {
      ...{
        customerId,
        programId,
        subject: 'app_crash',
        occasion: 'episode-1',
        marketplace: 'US',
        eventTime: decidedAt,
      },
      ...{ event: { source: 'app' }, attributes: {} },
    };
    const record = {
      ...{ programHash: 'h', decidedAt, candidate, verdicts: [], outcome: 'passed' as const, eventId: randomUUID() },
    };
    const Item = reactiveDecisionItem({ customerId, programId, subject: 'app_crash', at: decidedAt, record });
    await document.send(new PutCommand({ TableName: table('decisions'), Item }));
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => put(n, n < 18 ? '2990-11-20' : '2990-11-19')));
  const days = dynamodbDecisionDays({ document, table: table('decisions') });
  await eventually('18 decisions', async () => {
    const found: unknown[] = [];
    for await (const page of days.ofDay(programId, '2990-11-20')) found.push(...page);
    expect(found).toHaveLength(18);
    expect(found[0]).toMatchObject({ outcome: 'passed', programHash: 'h' });
    return true;
  });
});

it('reads ratings of those who answered, as the pages keep them', async () => {
  const [answered, silent] = [randomUUID(), randomUUID()].map((caseId) => ratedSubject({ caseId }, 'resolution').key);
  const responses = { document, table: table('responses') };
  const said = { solved: 5, effort: 4, at: '2990-11-20T10:00:00.000Z' };
  await dynamodbSatisfactionBook(responses).submit(answered as string, { ...said, notificationId: 'n-1' });
  const asked = [answered, answered, silent] as string[];
  const ratings = await dynamodbRatings(responses).of(asked);
  expect([...ratings]).toEqual([[answered, { about: 'resolution', ...said }]]);
});

it('reads the stars of those who wrote a review', async () => {
  const key = { productId: uniqueId('product'), customerId: uniqueId('customer') };
  await document.send(
    new PutCommand({ TableName: table('reviews'), Item: { ...key, stars: 4, reviewId: randomUUID() } }),
  );
  const found = await dynamodbStars({ document, table: table('reviews') }).of([key, { ...key, customerId: 'nobody' }]);
  expect([...found]).toEqual([[`${key.productId}#${key.customerId}`, 4]]);
  await document.send(new DeleteCommand({ TableName: table('reviews'), Key: key }));
});

it('finds what expired long ago in a table, and says how many it looked at', async () => {
  const cacheKey = uniqueId('expired');
  // DynamoDB Local deletes expired items within seconds, but none that expired over five years ago (as AWS does not).
  const expiresAt = Date.parse('2015-01-01T00:00:00Z') / 1_000;
  await document.send(new PutCommand({ TableName: table('scores'), Item: { cacheKey, score: 1, expiresAt } }));
  const place = { name: 'scores', table: table('scores'), attribute: 'expiresAt' };
  const look = { before: Date.parse('2016-01-01T00:00:00Z') / 1_000, limit: 1_000_000, seed: 0 };
  const sample = await dynamodbTableSamples(document).sample(place, look);
  expect(sample).toMatchObject({ expired: expect.any(Number), oldest: expiresAt });
  expect(sample.expired).toBeGreaterThanOrEqual(1);
  expect(sample.scanned).toBeGreaterThanOrEqual(sample.expired);
  await document.send(new DeleteCommand({ TableName: table('scores'), Key: { cacheKey } }));
});
