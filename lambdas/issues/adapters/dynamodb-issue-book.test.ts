import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import type { IssueCase } from '../domain/issue-case.ts';
import { dynamodbIssueBook } from './dynamodb-issue-book.ts';
import { claimItem, claimKey } from './issue-items.ts';

type Action = { Update?: { Key: unknown; UpdateExpression: string; ConditionExpression: string } };
type Command = { input: { TransactItems?: Action[] } };

/** A table with a claim in it, and what a save does to that. */
const changesOfClaim = async (next: IssueCase, claim: { caseId: string; resolvedAt?: string }) => {
  const written: Action[] = [];
  const { episode, eventId, openedAt, expiresAt } = next;
  const send = async ({ input }: Command) => {
    written.push(...(input.TransactItems ?? []));
    return { Item: claimItem(next, { episode, eventId, openedAt, expiresAt, ...claim }) };
  };
  const document = { send } as unknown as DynamoDBDocumentClient;
  expect(await dynamodbIssueBook({ document, tables: { issues: 'issues' } }).save(next, [])).toBe('saved');
  return written.flatMap(({ Update }) => (Update && sameKey(Update.Key, next) ? [Update] : []));
};
const sameKey = (key: unknown, issue: IssueCase): boolean => JSON.stringify(key) === JSON.stringify(claimKey(issue));

const at = '2026-11-21T09:00:00.000Z';
const { caseId } = anIssueCase();
const again = anIssueCase({ state: 'open', stillBrokenAt: at, updatedAt: at, revision: 4 });
const ended = anIssueCase({ state: 'closed', closed: { reason: 'expired', at }, updatedAt: at, revision: 4 });

describe('the claim of a case that is saved', () => {
  it('is held again, on condition that it is still its own, when the customer opened the case again', async () => {
    const [change, ...more] = await changesOfClaim(again, { caseId, resolvedAt: '2026-11-20T20:00:00.000Z' });
    expect(change).toMatchObject({ UpdateExpression: 'REMOVE resolvedAt', ConditionExpression: 'caseId = :caseId' });
    expect(more).toEqual([]);
  });

  it.each([
    ['held already', again, { caseId }],
    ['a later episode’s', again, { caseId: 'later', resolvedAt: at }],
    ['resolved already', ended, { caseId, resolvedAt: at }],
    ['a later episode’s, and the case is over', ended, { caseId: 'later' }],
    ['resolved, and nobody opened the case again', { ...again, updatedAt: `${at}x` }, { caseId, resolvedAt: at }],
  ])('is left alone when it is %s', async (_, next, claim) => {
    expect(await changesOfClaim(next, claim)).toEqual([]);
  });
});
