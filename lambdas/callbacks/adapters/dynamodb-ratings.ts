// Table `responses`: `case#<id>` or `callback#<id>` / `satisfaction`, written by the pages (docs/architecture.md).
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import type { Rating, Ratings } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
const sk = 'satisfaction';

export const dynamodbRatings = ({ document, table }: Options): Ratings => ({
  of: async ({ caseId, callbackId }) => {
    const keys = [
      { pk: `case#${caseId}`, sk },
      ...(callbackId === undefined ? [] : [{ pk: `callback#${callbackId}`, sk }]),
    ];
    const found = (await batchGet({ document, table, keys })).map(ratingOf);
    return found.toSorted((one, other) => (one.at > other.at ? -1 : 1))[0];
  },
});

const ratingOf = ({ pk, solved, effort, at }: Record<string, unknown>): Rating => ({
  about: String(pk).startsWith('callback#') ? 'call' : 'resolution',
  ...{ solved: Number(solved), effort: Number(effort), at: String(at) },
});
