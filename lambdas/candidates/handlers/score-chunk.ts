import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { countDecisions } from '../domain/run/decision-counts.ts';
import { featureKeys } from '../domain/scoring/features.ts';
import { scorables, withScores } from '../domain/scoring/score-chunk.ts';
import type { FeatureStore, RunFiles, ScoreCache, ScoringProviders } from '../ports.ts';
import { createScoreRows } from './score-rows.ts';
import { scoreByVersion } from './scores-by-version.ts';
import { parseChunkStep } from './step-inputs.ts';

export type ScoreChunkDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'readFiltered' | 'writeDecisions' | 'writeDecisionCounts'>;
  features: FeatureStore;
  providers: ScoringProviders;
  cache: ScoreCache;
  clock: Clock;
};

/**
 * Scores what passed the filters and writes the chunk's decision records, rejected ones included, with their counts.
 * Safe to repeat: records and counts are replaced as a whole.
 */
export const createScoreChunk = (deps: ScoreChunkDeps) => {
  const scoring = { ...deps, scoreRows: createScoreRows(deps) };
  return async (event: unknown): Promise<Record<string, never>> => {
    const { run, chunk } = parseChunkStep(event);
    const { program } = await deps.programs.pinned(run.programId, run.programHash);
    const model = program.scoringModel;
    const [records, spec] = await Promise.all([
      deps.files.readFiltered(run, chunk.chunk),
      // A program that scores by a constant has no features and needs no model.
      model.features.length === 0 ? { features: [] } : deps.providers.spec(model.modelId, run.serving?.current),
    ]);
    const passed = records.flatMap(({ outcome, candidate }) => (outcome === 'rejected' ? [] : [candidate]));
    const toScore = scorables(records, spec, await deps.features.fetch(featureKeys(passed, spec)));
    const { scores, cacheLookups } = await scoreByVersion(scoring, { model, serving: run.serving }, toScore);
    const decisions = withScores(records, { scorables: toScore, scores }, model.bands);
    const counts = countDecisions(decisions, { duplicates: chunk.rows - records.length, cacheLookups });
    await deps.files.writeDecisions(run, chunk.chunk, decisions);
    await deps.files.writeDecisionCounts(run, chunk.chunk, counts);
    const { candidates, passed: scored, fallbackScored } = counts;
    logger.info('chunk scored', { runId: run.runId, chunk: chunk.chunk, candidates, scored, fallbackScored });
    return {};
  };
};
