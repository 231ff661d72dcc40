import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { openCandidateActions, reactiveDecisionItem } from '../../candidates/index.ts';
import type { Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { type CaseEntry, historyUntil, type IssueCase, isBrokenAnew } from '../domain/issue-case.ts';
import { claimOfOpened } from '../domain/settle-claim.ts';
import type { IssueBook, IssueClaim } from '../ports.ts';
import { caseChange, caseItem, caseKey, claimItem, claimKey, entryItem } from './issue-items.ts';
import {
  type IssueTable,
  readCase,
  readClaim,
  readCustomer,
  readLeftOpen,
  readShards,
  readTimeline,
} from './read-issues.ts';
import { sightError } from './sight-error.ts';

type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;
type Tables = { issues: string; candidates?: string; decisions?: string };
type Options = {
  document: IssueTable['document'];
  /** `candidates`, `decisions`: only where cases are opened. */
  tables: Tables;
  pause?: Pause;
};

/** Cases in table `issues` (docs/architecture.md, Tables). */
export const dynamodbIssueBook = ({ document, tables, pause }: Options): IssueBook => {
  const target = { document, table: tables.issues, ...(pause && { pause }) };
  return {
    claim: (key) => readClaim(target, key),
    open: async (request) =>
      (await commit(target, [...opening(tables.issues, request), ...beside(tables, request)])) ? 'opened' : 'conflict',
    get: (caseId) => readCase(target, caseId),
    timeline: (caseId) => readTimeline(target, caseId),
    save: (next, entries, unheard) => saveCase(target, next, { entries, unheard }),
    sight: (of, error) => sightError(target, of, error),
    forCustomer: (customerId, page) => readCustomer(target, customerId, page),
    unresolved: ({ programId, openedBefore }) => readShards(target, { index: 'byOpen', key: programId, openedBefore }),
    ofDay: (programId, day) => readShards(target, { index: 'byDay', key: `${programId}#${day}` }),
    leftOpen: (before) => readLeftOpen(target, before),
  };
};

/** False when a condition was lost. */
const commit = async ({ document }: IssueTable, TransactItems: Actions): Promise<boolean> => {
  try {
    await asTransient('write a case', () => document.send(new TransactWriteCommand({ TransactItems })));
    return true;
  } catch (error) {
    if (isLostCondition(error)) return false;
    throw error;
  }
};

type Opening = Parameters<IssueBook['open']>[0];

const opening = (TableName: string, { seen, issue, entry, claimUntil }: Opening): Actions => {
  const claim = claimItem(issue, claimOfOpened(issue, seen, claimUntil));
  return [
    { Put: { TableName, Item: claim, ...stillAs(seen) } },
    { Put: { TableName, Item: caseItem(issue), ConditionExpression: 'attribute_not_exists(pk)' } },
    { Put: { TableName, Item: entryItem(issue, entry, 0) } },
  ];
};

const beside = ({ candidates, decisions }: Tables, { candidate, decision, shards }: Opening): Actions => {
  if (candidates === undefined || decisions === undefined)
    throw new Error('Cases are opened with the tables candidates and decisions: hand them to dynamodbIssueBook');
  return [
    ...openCandidateActions({ table: candidates, candidate, shards }),
    { Put: { TableName: decisions, Item: reactiveDecisionItem(decision) } },
  ];
};

const stillAs = (seen: IssueClaim | undefined) => {
  if (!seen) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const { caseId, resolvedAt, expiresAt } = seen;
  const same = 'caseId = :caseId AND holdsUntil = :until AND';
  return resolvedAt === undefined
    ? {
        ConditionExpression: `${same} attribute_not_exists(resolvedAt)`,
        ExpressionAttributeValues: { ':caseId': caseId, ':until': expiresAt },
      }
    : {
        ConditionExpression: `${same} resolvedAt = :resolvedAt`,
        ExpressionAttributeValues: { ':caseId': caseId, ':until': expiresAt, ':resolvedAt': resolvedAt },
      };
};

const saveCase = async (
  target: IssueTable,
  next: IssueCase,
  { entries, unheard }: { entries: readonly CaseEntry[]; unheard: 'unheard' | undefined },
): Promise<'saved' | 'conflict'> => {
  const { table: TableName } = target;
  const { ExpressionAttributeValues, ...change } = caseChange(next);
  const seen = { ':seen': next.revision - 1, ...(unheard && { ':lastErrorAt': next.lastErrorAt }) };
  const actions: Actions = [
    {
      Update: {
        ...{ TableName, Key: caseKey(next.caseId), ...change },
        ConditionExpression: `#revision = :seen${unheard ? ' AND lastErrorAt = :lastErrorAt' : ''}`,
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ...seen },
      },
    },
    ...entries.map((entry, index) => ({ Put: { TableName, Item: entryItem(next, entry, index) } })),
  ];
  return (await commit(target, [...actions, ...(await claimChanges(target, next))])) ? 'saved' : 'conflict';
};

/** The claim is resolved with its case, and held again by one that was opened again. */
const claimChanges = async (target: IssueTable, next: IssueCase): Promise<Actions> => {
  if (!next.closed && !isBrokenAnew(next)) return [];
  const claim = await readClaim(target, next);
  // It may have gone on to a later episode, or be gone: then there is nothing to change.
  const isSo = (claim?.resolvedAt !== undefined) === (next.closed !== undefined);
  if (claim?.caseId !== next.caseId || isSo) return [];
  return [next.closed ? resolution(target.table, next) : holding(target.table, next)];
};

const resolution = (TableName: string, next: IssueCase) => ({
  Update: {
    TableName,
    Key: claimKey(next),
    UpdateExpression: 'SET resolvedAt = :at',
    ConditionExpression: 'caseId = :caseId',
    ExpressionAttributeValues: { ':at': next.closed && historyUntil(next.closed), ':caseId': next.caseId },
  },
});

const holding = (TableName: string, next: IssueCase) => ({
  Update: {
    TableName,
    Key: claimKey(next),
    UpdateExpression: 'REMOVE resolvedAt',
    ConditionExpression: 'caseId = :caseId',
    ExpressionAttributeValues: { ':caseId': next.caseId },
  },
});
