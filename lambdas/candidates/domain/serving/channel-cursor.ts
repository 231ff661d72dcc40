// The opaque `nextToken` of a channel's candidates: the last sort key that was looked at, and which query it belongs to.
import { createHash } from 'node:crypto';
import { InvalidInputError } from '../../../shared/errors.ts';

/** What a cursor is bound to. Page size and shard count may change between pages: they don't alter the order. */
export type CursorQuery = { programId: string; channel: string; marketplaces: readonly string[]; minScore: number };

const fingerprintOf = ({ programId, channel, marketplaces, minScore }: CursorQuery): string =>
  createHash('sha256')
    .update(JSON.stringify([programId, channel, [...marketplaces].sort(), minScore]))
    .digest('base64url')
    .slice(0, 12);

/** Text for `nextToken`: go on below `scoreKey`. */
export const writeCursor = (query: CursorQuery, scoreKey: string): string =>
  Buffer.from(JSON.stringify([fingerprintOf(query), scoreKey])).toString('base64url');

/**
 * Reads a `nextToken` back.
 * @returns the sort key below which to go on
 * @throws InvalidInputError when it is no cursor or one of another query
 */
export const readCursor = (query: CursorQuery, nextToken: string): string => {
  const parts = decode(nextToken);
  if (parts === undefined) throw refusal('nextToken is not one that this API gave out.');
  const [fingerprint, scoreKey] = parts;
  if (fingerprint !== fingerprintOf(query)) {
    throw refusal('nextToken belongs to a query with another program, channel, marketplace or minScore.');
  }
  return scoreKey;
};

const decode = (nextToken: string): [string, string] | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(nextToken, 'base64url').toString());
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    return typeof value[0] === 'string' && typeof value[1] === 'string' ? [value[0], value[1]] : undefined;
  } catch {
    return undefined;
  }
};

const refusal = (message: string): InvalidInputError =>
  new InvalidInputError(message, {
    whatToDo: 'Pass nextToken back unchanged with the same arguments, or leave it out.',
  });
