// The weekly look for what outlived its expiry, as deployed.
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { pick } from '../../support/deployed.ts';
import { dynamodb, outputs, s3 } from '../../support/local-cloud.ts';
import { run } from '../../support/runs.ts';
import { uniqueId } from '../../support/test-programs.ts';

type Sampled = { table: string; scanned: number; overdue: number };

it('looks at every table, and ends as failed when something is overdue', async () => {
  // DynamoDB deletes nothing that expired over five years ago, and so leaves this.
  const item = { cacheKey: uniqueId('overdue'), score: 1, expiresAt: Date.parse('2015-01-01T00:00:00Z') / 1_000 };
  const TableName = pick(outputs.tables, 'scores');
  await dynamodb.send(new PutCommand({ TableName, Item: item }));
  const day = '2026-11-15';
  const execution = await run('verify-expiry', { day });
  await dynamodb.send(new DeleteCommand({ TableName, Key: { cacheKey: item.cacheKey } }));
  expect(execution).toMatchObject({ status: 'FAILED', error: 'ExpiredItemsLeft' });
  expect(execution.cause).toContain('scores');
  const file = await s3Objects(s3, pick(outputs.buckets, 'data')).get(`reports/verify-expiry/${day}.json`);
  const { tables, failed } = JSON.parse(String(file)) as { tables: Sampled[]; failed: string[] };
  expect(failed).toEqual([]);
  expect(tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['issues', 'callbacks', 'responses', 'candidates']),
  );
  expect(tables.find(({ table }) => table === 'scores')?.overdue).toBeGreaterThanOrEqual(1);
});
