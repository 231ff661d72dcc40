import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { RunRecord } from '../domain/run/run.ts';
import type { Page } from '../ports.ts';
import { recordOf } from './run-items.ts';
import type { RunTable } from './run-table.ts';

type Asked = { limit: number; nextToken?: string };

/** Attempts of every day, newest first. Leases lie between them and are left out. */
export const listRuns = async (runs: RunTable, programId: string, page: Asked): Promise<Page<RunRecord>> => {
  const items: RunRecord[] = [];
  let before = page.nextToken === undefined ? undefined : readToken(page.nextToken);
  for (;;) {
    const { found, last } = await queryPage(runs, { programId, before, limit: page.limit * 2 + 1 });
    for (const item of found) {
      if (items.length === page.limit) return { items, nextToken: token(items) };
      if (item.runId !== undefined) items.push(recordOf(item));
    }
    if (last === undefined) return { items };
    before = last;
  }
};

type PageQuery = { programId: string; before: string | undefined; limit: number };

const queryPage = async ({ document, table }: RunTable, { programId, before, limit }: PageQuery) => {
  const command = new QueryCommand({
    TableName: table,
    KeyConditionExpression: 'programId = :program',
    ExpressionAttributeValues: { ':program': programId },
    ScanIndexForward: false,
    Limit: limit,
    ...(before !== undefined && { ExclusiveStartKey: { programId, sk: before } }),
  });
  const { Items = [], LastEvaluatedKey } = await asTransient('list runs', () => document.send(command));
  return { found: Items, last: LastEvaluatedKey?.sk as string | undefined };
};

const token = (items: readonly RunRecord[]): string => {
  const last = items.at(-1) as RunRecord;
  return Buffer.from(`${last.day}#${String(last.attempt).padStart(3, '0')}`).toString('base64url');
};

const readToken = (text: string): string => {
  const sk = Buffer.from(text, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\d#\d{3,}$/.test(sk)) return sk;
  throw new InvalidInputError('nextToken is not one that runs gave out', {
    whatToDo: 'Ask for the first page without nextToken.',
  });
};
