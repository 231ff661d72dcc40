import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import type { Rating } from '../domain/figures/facts.ts';
import type { Ratings } from '../ports.ts';

/** Table `responses`, items `case#<id>` and `callback#<id>` / `satisfaction` (docs/architecture.md, Tables). */
export const dynamodbRatings = (place: { document: DynamoDBDocumentClient; table: string }): Ratings => ({
  of: async (subjects) => {
    const keys = [...new Set(subjects)].map((pk) => ({ pk, sk: 'satisfaction' }));
    const items = await batchGet({ ...place, keys });
    return new Map(items.flatMap((item) => ratingOf(item) ?? []));
  },
});

const ratingOf = ({ pk, solved, effort }: Record<string, unknown>): [string, Rating][] =>
  typeof solved === 'number' && typeof effort === 'number' ? [[String(pk), { solved, effort }]] : [];
