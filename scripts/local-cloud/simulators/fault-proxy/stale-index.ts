import type { DynamoDbCall } from './dynamodb-call.ts';
import type { UpstreamAnswer } from './upstream.ts';

const KEPT_ANSWERS = 1000;

/**
 * What an index answered before, by query: it serves a read that has not yet seen the last writes.
 * The first answer to a query is the snapshot; it stays until no rule wants it any more.
 */
export const createIndexSnapshots = () => {
  const snapshots = new Map<string, UpstreamAnswer>();
  return {
    read: async ({ text }: DynamoDbCall, ask: () => Promise<UpstreamAnswer>): Promise<UpstreamAnswer> => {
      const known = snapshots.get(text);
      if (known) return known;
      const answer = await ask();
      if (answer.status === 200 && snapshots.size < KEPT_ANSWERS) snapshots.set(text, answer);
      return answer;
    },
    clear: () => snapshots.clear(),
  };
};
export type IndexSnapshots = ReturnType<typeof createIndexSnapshots>;

export const isIndexQuery = ({ operation, input }: DynamoDbCall) =>
  operation === 'Query' && typeof input.IndexName === 'string';
