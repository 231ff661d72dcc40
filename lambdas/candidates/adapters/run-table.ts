import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../shared/clock.ts';
import type { Executions } from '../ports.ts';

/** What the ledger's parts share. `executions` is asked only when a run begins. */
export type RunTable = {
  document: DynamoDBDocumentClient;
  table: string;
  executions: Pick<Executions, 'hasEnded'>;
  clock: Clock;
};
