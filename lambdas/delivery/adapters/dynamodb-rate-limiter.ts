import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import {
  blockLength,
  latestStart,
  leaseFrom,
  type SlotLease,
  type SlotRequest,
  toMicroseconds,
} from '../domain/limits/slots.ts';
import type { RateLimiter } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
type Row = Options & { pk: string };
/** `taken`: where the block starts. Otherwise what the row said (microseconds). */
type Answer = { taken: number } | { nextFree: number };

/** A try fails only because another worker took slots in between, and shows what it left: few are ever needed. */
const tries = 5;

/**
 * Slots that hold across workers: item `rate#<provider>`, attribute `nextFree` (microseconds). Two conditional updates
 * that exclude each other: an idle row starts now, a busy one is lengthened.
 */
export const dynamodbRateLimiter = (options: Options): RateLimiter => {
  const lastSeen = new Map<string, number>();
  return {
    lease: async ({ provider, ...request }) => {
      const row = { ...options, pk: `rate#${provider}` };
      let nextFree = lastSeen.get(provider) ?? 0;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const answer =
          nextFree > toMicroseconds(request.now) ? await lengthen(row, request) : await start(row, request);
        if ('taken' in answer) {
          lastSeen.set(provider, answer.taken + blockLength(request));
          return leaseFrom(answer.taken, request.perSecond);
        }
        nextFree = answer.nextFree;
        lastSeen.set(provider, nextFree);
        if (nextFree > latestStart(request)) return full(nextFree);
      }
      return full(Math.max(nextFree, latestStart(request)));
    },
  };
};

const full = (nextFree: number): SlotLease => ({ kind: 'full', retryAt: nextFree / 1_000 });

const start = async (row: Row, request: SlotRequest): Promise<Answer> => {
  const now = toMicroseconds(request.now);
  const answer = await update(row, {
    UpdateExpression: 'SET nextFree = :end',
    ConditionExpression: 'attribute_not_exists(nextFree) OR nextFree <= :now',
    ExpressionAttributeValues: { ':end': now + blockLength(request), ':now': now },
  });
  return 'taken' in answer ? { taken: now } : answer;
};

const lengthen = (row: Row, request: SlotRequest): Promise<Answer> =>
  update(row, {
    UpdateExpression: 'SET nextFree = nextFree + :block',
    ConditionExpression: 'nextFree > :now AND nextFree <= :latest',
    ExpressionAttributeValues: {
      ':block': blockLength(request),
      ':now': toMicroseconds(request.now),
      ':latest': latestStart(request),
    },
  });

type Change = {
  UpdateExpression: string;
  ConditionExpression: string;
  ExpressionAttributeValues: Record<string, number>;
};

const update = async ({ document, table, pk }: Row, change: Change): Promise<Answer> => {
  const command = new UpdateCommand({
    TableName: table,
    Key: { pk },
    ...change,
    ReturnValues: 'UPDATED_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes } = await asTransient(`take slots of ${pk} in ${table}`, () => document.send(command));
    return { taken: Number(Attributes?.nextFree ?? 0) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { nextFree: Number(error.Item?.nextFree?.N ?? error.Item?.nextFree ?? 0) };
  }
};
