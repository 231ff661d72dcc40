import type { BatchProgram } from '../../shared/programs/batch-program-schema.ts';
import { type ServingChoice, versionFor } from '../domain/models/serving.ts';
import type { Scorable, Scored } from '../domain/scoring/score-chunk.ts';
import { type CachedScoresDeps, type ScoredChunk, scoreWithCache } from './cached-scores.ts';

type By = { model: BatchProgram['scoringModel']; serving: ServingChoice | undefined };

/** Scores a chunk by the versions the run was pinned to: a canary's customers by the canary, all others by the current one. */
export const scoreByVersion = async (
  deps: CachedScoresDeps,
  { model, serving }: By,
  scorables: readonly Scorable[],
): Promise<ScoredChunk> => {
  if (!serving || !model.endpoint.startsWith('model://')) return scoreWithCache(deps, model, scorables);
  const modelId = model.endpoint.slice('model://'.length);
  const places = new Map<string, number[]>();
  for (const [place, { customerId }] of scorables.entries()) {
    const version = versionFor(modelId, serving, customerId);
    const chosen = places.get(version) ?? [];
    chosen.push(place);
    places.set(version, chosen);
  }
  const scores: Scored[] = [];
  for (const [version, chosen] of places) {
    const some = chosen.map((place) => scorables[place] as Scorable);
    const scored = await scoreWithCache(deps, { ...model, version }, some);
    for (const [index, place] of chosen.entries()) scores[place] = scored.scores[index] as Scored;
  }
  return { scores, cacheLookups: 0 };
};
