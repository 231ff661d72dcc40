import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { fixedClock } from '../../shared/clock.ts';
import { dynamodbRunLedger } from './dynamodb-run-ledger.ts';

const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
const ledger = dynamodbRunLedger({
  document: { send: () => Promise.reject(throttled) } as unknown as DynamoDBDocumentClient,
  table: 'runs',
  executions: { hasEnded: async () => false },
  clock: fixedClock('2026-11-20T03:00:00.000Z'),
});

it('tells a throttle as what Step Functions tries again, when it looks for the committed run', async () => {
  await expect(ledger.committed('product-reviews', '2026-11-19')).rejects.toMatchObject({ name: 'TransientError' });
});
