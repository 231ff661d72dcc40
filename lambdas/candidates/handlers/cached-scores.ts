import { messageOf, TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { BatchProgram } from '../../shared/programs/batch-program-schema.ts';
import { scoreCacheKey } from '../domain/scoring/score-cache-key.ts';
import type { Scorable, Scored } from '../domain/scoring/score-chunk.ts';
import type { ScoreCache, ScoringProviders } from '../ports.ts';
import type { createScoreRows } from './score-rows.ts';

export type CachedScoresDeps = {
  providers: Pick<ScoringProviders, 'open'>;
  cache: ScoreCache;
  scoreRows: ReturnType<typeof createScoreRows>;
};
/** `version`: of a model that the registry knows; never with `sagemaker://`, whose endpoints are versions themselves. */
type Model = BatchProgram['scoringModel'] & { version?: string };
export type ScoredChunk = { scores: Scored[]; cacheLookups: number };

/** Scores a chunk; where a call costs money (`sagemaker://`), only what the cache does not know. */
export const scoreWithCache = async (
  deps: CachedScoresDeps,
  model: Model,
  scorables: readonly Scorable[],
): Promise<ScoredChunk> => {
  const rowsOf = (some: readonly Scorable[]) => some.map(({ vector }) => vector.row);
  if (!model.endpoint.startsWith('sagemaker://'))
    return { scores: await deps.scoreRows(model, rowsOf(scorables)), cacheLookups: 0 };
  const version = await versionAt(deps.providers, model.endpoint);
  if (version === undefined) return { scores: await deps.scoreRows(model, rowsOf(scorables)), cacheLookups: 0 };
  const keys = scorables.map((one) => scoreCacheKey(one, version, one.vector.row));
  const known = await orElse(() => deps.cache.get(keys), new Map<string, number>());
  const missing = scorables.flatMap((one, place) => (known.has(keys[place] as string) ? [] : [{ one, place }]));
  const fresh = await deps.scoreRows(model, rowsOf(missing.map(({ one }) => one)));
  await remember(deps.cache, model, { keys, missing, fresh });
  const byPlace = new Map(missing.map(({ place }, index) => [place, fresh[index] as Scored]));
  const cached = (key: string): Scored => ({
    value: known.get(key) as number,
    scoredBy: model.endpoint,
    modelVersion: version,
    fallback: false,
    cached: true,
  });
  return { scores: keys.map((key, place) => byPlace.get(place) ?? cached(key)), cacheLookups: keys.length };
};

/** Undefined while the endpoint is away: without a version there is no key to look under. */
const versionAt = async (providers: CachedScoresDeps['providers'], endpoint: string): Promise<string | undefined> => {
  try {
    return (await providers.open(endpoint)).version;
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
};

type Fresh = { keys: readonly string[]; missing: readonly { place: number }[]; fresh: readonly Scored[] };

/** A fallback's score is not the model's: it is never kept. */
const remember = async (cache: ScoreCache, model: Model, { keys, missing, fresh }: Fresh): Promise<void> => {
  const entries = missing.flatMap(({ place }, index) => {
    const scored = fresh[index] as Scored;
    return scored.fallback ? [] : [{ key: keys[place] as string, score: scored.value }];
  });
  await orElse(() => cache.put(entries, model.cacheTTLDays), undefined);
};

/** The cache saves money; a run does not depend on it. */
const orElse = async <T>(call: () => Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    logger.warn('score cache away', { cause: messageOf(error) });
    return otherwise;
  }
};
