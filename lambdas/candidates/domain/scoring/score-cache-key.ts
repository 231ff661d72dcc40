import { createHash } from 'node:crypto';

/** Hash of a feature row: any changed value makes another key, so that a cached score is never stale. 32 hex digits. */
const featureHash = (row: readonly number[]): string =>
  createHash('sha256').update(Float64Array.from(row)).digest('hex').slice(0, 32);

/** Key of a cached score: customer, subject, model version and feature hash (design.md, Score). */
export const scoreCacheKey = (
  candidate: { customerId: string; subject: string },
  modelVersion: string,
  row: readonly number[],
): string => JSON.stringify([candidate.customerId, candidate.subject, modelVersion, featureHash(row)]);
