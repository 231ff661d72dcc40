// Table `responses`: `case#<id>` or `callback#<id>` / `satisfaction` (docs/architecture.md).
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import type { Rating } from '../domain/rating.ts';
import type { Ratings } from '../ports.ts';

/** @param subject `RatedSubject.key` */
export const ratingKey = (subject: string) => ({ pk: subject, sk: 'satisfaction' });

export const dynamodbRatings = (place: { document: DynamoDBDocumentClient; table: string }): Ratings => ({
  of: async (subjects) => {
    const items = await batchGet({ ...place, keys: [...new Set(subjects)].map(ratingKey) });
    return new Map(items.flatMap((item) => ratingOf(item) ?? []));
  },
});

const ratingOf = ({ pk, solved, effort, at }: Record<string, unknown>): [[string, Rating]] | undefined => {
  if (typeof solved !== 'number' || typeof effort !== 'number') return undefined;
  const about = String(pk).startsWith('callback#') ? 'call' : 'resolution';
  return [[String(pk), { about, solved, effort, at: String(at) }]];
};
