import * as z from 'zod';
import { parseXgboostModel, predict, type ScoringProviders } from '../../../candidates/index.ts';
import { logger } from '../../../shared/logger.ts';
import { type Comparison, compareModels, type Pair } from '../../domain/models/compare-models.ts';
import { setPrefix, verdictKey } from '../../domain/models/training-keys.ts';
import type { TrainingFiles } from '../../ports.ts';
import { readArtifact } from './model-artifact.ts';
import { parseModelStep, recipeOf, trainingSchema } from './model-steps.ts';
import { readRows } from './read-rows.ts';
import { vectorOf } from './row-vector.ts';

/** `random`: uniform in [0, 1), for the bootstrap. */
export type JudgeModelDeps = {
  files: Pick<TrainingFiles, 'get' | 'put' | 'list'>;
  providers: Pick<ScoringProviders, 'spec' | 'open'>;
  random: () => number;
};

const stepInput = z.object({ training: trainingSchema, artifact: z.string() });
/** More rows make the figures no better, but fill the memory. */
const mostRows = 100_000;

/**
 * Scores the later rows, which training has not seen, with the new model and with the current one, and says whether the new one
 * is better by the recipe's margin. The verdict is kept beside the training's data.
 */
export const createJudgeModel =
  ({ files, providers, random }: JudgeModelDeps) =>
  async (event: unknown): Promise<Pick<Comparison, 'better' | 'reason'>> => {
    const { training, artifact } = parseModelStep(stepInput, event);
    const trained = await readArtifact(files, artifact);
    const model = parseXgboostModel(JSON.parse(trained.model.toString()));
    const [current, spec] = await Promise.all([
      providers.open(`model://${training.modelId}`),
      providers.spec(training.modelId),
    ]);
    const pairs: Pair[] = [];
    for await (const rows of readRows(files, setPrefix(training, 'evaluation'))) {
      const chosen = rows.slice(0, mostRows - pairs.length);
      const before = await current.score(chosen.map((row) => vectorOf(row, spec)));
      const after = predict(
        model,
        chosen.map((row) => vectorOf(row, trained.spec)),
      );
      for (const [index, { label }] of chosen.entries())
        pairs.push({ current: before[index] as number, candidate: after[index] as number, label });
    }
    const verdict = compareModels(pairs, recipeOf(training.modelId).margin, random);
    await files.put(verdictKey(training), JSON.stringify({ against: current.version, ...verdict }));
    logger.info('model judged', { modelId: training.modelId, against: current.version, ...verdict });
    return { better: verdict.better, reason: verdict.reason };
  };
