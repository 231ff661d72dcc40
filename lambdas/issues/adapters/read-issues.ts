// Reads of table `issues`: the case with its timeline, and the pages of its indexes.
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { CaseEntry, IssueCase } from '../domain/issue-case.ts';
import type { IssueClaim, IssueKey, Page } from '../ports.ts';
import { caseKey, caseOf, claimKey, claimOf, entryOf, shards } from './issue-items.ts';

export type IssueTable = { document: DynamoDBDocumentClient; table: string };
type Item = Record<string, unknown>;

const getItem = async ({ document, table }: IssueTable, Key: Item): Promise<Item | undefined> => {
  const command = new GetCommand({ TableName: table, Key, ConsistentRead: true });
  return (await asTransient(`read ${table}`, () => document.send(command))).Item;
};

export const readClaim = async (target: IssueTable, key: IssueKey): Promise<IssueClaim | undefined> => {
  const item = await getItem(target, claimKey(key));
  return item && claimOf(item);
};

export const readCase = async (target: IssueTable, caseId: string): Promise<IssueCase | undefined> => {
  const item = await getItem(target, caseKey(caseId));
  return item && caseOf(item);
};

type Asked = { IndexName?: string; KeyConditionExpression: string; ExpressionAttributeValues: Item };

async function* pages({ document, table }: IssueTable, asked: Asked): AsyncGenerator<Item[], void> {
  let from: Item | undefined;
  do {
    const ConsistentRead = asked.IndexName === undefined;
    const command = new QueryCommand({ TableName: table, ...asked, ConsistentRead, ExclusiveStartKey: from });
    const page = await asTransient(`query ${table}`, () => document.send(command));
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

export const readTimeline = async (target: IssueTable, caseId: string): Promise<CaseEntry[]> => {
  const found: CaseEntry[] = [];
  const asked = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
    ExpressionAttributeValues: { ':pk': caseKey(caseId).pk, ':entry': 'entry#' },
  };
  for await (const page of pages(target, asked)) found.push(...page.map(entryOf));
  return found;
};

/** All shards of an index that holds whole cases, one shard after another. */
export async function* readShards(
  target: IssueTable,
  query: { index: 'byOpen' | 'byDay'; key: string; openedBefore?: string },
): AsyncGenerator<IssueCase[], void> {
  const name = query.index === 'byOpen' ? 'openKey' : 'dayKey';
  for (const shard of shards) {
    const asked = {
      IndexName: query.index,
      KeyConditionExpression: `${name} = :key${query.openedBefore === undefined ? '' : ' AND openedAt < :before'}`,
      ExpressionAttributeValues: {
        ':key': `${query.key}#${shard}`,
        ...(query.openedBefore !== undefined && { ':before': query.openedBefore }),
      },
    };
    for await (const page of pages(target, asked)) if (page.length > 0) yield page.map(caseOf);
  }
}

export const readLeftOpen = async (target: IssueTable, before: string): Promise<string[]> => {
  const found: string[] = [];
  for (const shard of shards) {
    const asked = {
      IndexName: 'byHandover',
      KeyConditionExpression: 'handoverKey = :key AND handoverAt < :before',
      ExpressionAttributeValues: { ':key': `handover#${shard}`, ':before': before },
    };
    for await (const page of pages(target, asked))
      found.push(...page.map(({ pk }) => String(pk).slice('case#'.length)));
  }
  return found;
};

export const readCustomer = async (
  { document, table }: IssueTable,
  customerId: string,
  { limit, nextToken }: { limit: number; nextToken?: string },
): Promise<Page<IssueCase>> => {
  const command = new QueryCommand({
    TableName: table,
    IndexName: 'byCustomer',
    KeyConditionExpression: 'customerId = :customerId',
    ExpressionAttributeValues: { ':customerId': customerId },
    ScanIndexForward: false,
    Limit: limit,
    ExclusiveStartKey: nextToken === undefined ? undefined : readToken(nextToken, customerId),
  });
  const { Items = [], LastEvaluatedKey } = await asTransient(`query ${table}`, () => document.send(command));
  return { items: Items.map(caseOf), ...(LastEvaluatedKey && { nextToken: writeToken(LastEvaluatedKey) }) };
};

const writeToken = (key: Item): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** @throws InvalidInputError for a token that is not one of this customer's */
const readToken = (token: string, customerId: string): Item => {
  try {
    const key = JSON.parse(Buffer.from(token, 'base64url').toString()) as Item;
    if (key.customerId === customerId) return key;
  } catch {
    // falls through: whatever it is, it is no token
  }
  throw new InvalidInputError('nextToken: not a token of this query', { whatToDo: 'Ask for the first page again.' });
};
