// One more event of an open case, counted once however often it comes: a marker, the case and its claim in one transaction.
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { IssueBook, IssueKey, SightedError } from '../ports.ts';
import { caseKey, claimKey, claimTtl, sightingKey } from './issue-items.ts';
import type { IssueTable } from './read-issues.ts';

type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;
type Of = IssueKey & { caseId: string };
const tries = 8;

export const sightError = async (
  target: IssueTable & { pause?: Pause },
  of: Of,
  error: SightedError,
): ReturnType<IssueBook['sight']> => {
  let latest = true;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const refusedBy = await tryOnce(target, sighting(target.table, of, { ...error, latest }));
    if (refusedBy === undefined) return 'counted';
    const [marker, issue, claim] = refusedBy;
    if (marker === 'ConditionalCheckFailed') return 'known';
    if (claim === 'ConditionalCheckFailed') return 'conflict';
    if (issue === 'ConditionalCheckFailed' && !latest) return 'conflict';
    if (issue === 'ConditionalCheckFailed') latest = false;
    else await (target.pause ?? fullJitter)(attempt);
  }
  throw new TransientError(`Case ${of.caseId} stayed contended for ${tries} tries`, {
    whatToDo: 'The event comes again by itself; what was counted is not counted twice.',
  });
};

/** @returns why it was cancelled, by action; nothing when it was not */
const tryOnce = async (
  { document }: IssueTable,
  TransactItems: Actions,
): Promise<(string | undefined)[] | undefined> => {
  try {
    await asTransient('count an error', () => document.send(new TransactWriteCommand({ TransactItems })));
    return undefined;
  } catch (error) {
    const { name, CancellationReasons } = error as { name?: string; CancellationReasons?: { Code?: string }[] };
    if (name !== 'TransactionCanceledException' || !CancellationReasons) throw error;
    const codes = CancellationReasons.map(({ Code }) => Code);
    if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) return codes;
    throw error;
  }
};

type Counted = SightedError & { latest: boolean };

const sighting = (TableName: string, of: Of, error: Counted): Actions => [
  {
    Put: {
      TableName,
      Item: { ...sightingKey(of.caseId, error.eventId), at: error.at, expiresAt: claimTtl(error.claimUntil) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  { Update: { TableName, Key: caseKey(of.caseId), ...caseUpdate(error) } },
  {
    Update: {
      TableName,
      Key: claimKey(of),
      UpdateExpression: 'SET holdsUntil = :until, expiresAt = :ttl',
      ConditionExpression: 'caseId = :caseId AND attribute_not_exists(resolvedAt)',
      ExpressionAttributeValues: {
        ...{ ':until': error.claimUntil, ':ttl': claimTtl(error.claimUntil), ':caseId': of.caseId },
      },
    },
  },
];

/** An event that is late counts, and says nothing about the latest state. */
const caseUpdate = ({ latest, at, appVersion, errorCount }: Counted) =>
  latest
    ? {
        UpdateExpression: 'SET lastErrorAt = :at, lastErrorVersion = :version, errorCount = :count ADD sightings :one',
        ConditionExpression: 'attribute_exists(pk) AND lastErrorAt < :at',
        ExpressionAttributeValues: { ':at': at, ':version': appVersion, ':count': errorCount, ':one': 1 },
      }
    : {
        UpdateExpression: 'ADD sightings :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
      };
