import * as z from 'zod';
import { type ModelRegistry, promote, rollBack } from '../../../candidates/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { TransientError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import { dayPlus } from '../../domain/jobs/job-day.ts';
import { type CanaryVerdict, judgeCanary } from '../../domain/models/judge-canary.ts';
import { setPrefix, trainingFolder } from '../../domain/models/training-keys.ts';
import type { TrainingFiles } from '../../ports.ts';
import { type CanaryArmsDeps, canaryArms } from './canary-arms.ts';
import { parseModelStep, recipeOf, trainingSchema } from './model-steps.ts';

/** `random`: uniform in [0, 1), for the bootstrap. */
export type JudgeCanaryDeps = CanaryArmsDeps & {
  files: Pick<TrainingFiles, 'get' | 'put' | 'list'>;
  registry: Pick<ModelRegistry, 'serving' | 'save'>;
  clock: Clock;
  random: () => number;
};
type Judged = { outcome: CanaryVerdict['outcome'] | 'gone'; reason: string };

const stepInput = z.object({ training: trainingSchema });

/**
 * Judges the canary by its customers' decisions beside all others', and promotes it, rolls it back, or leaves it for the next
 * run when too few were decided. Who was the canary's follows from the customer, so that fallbacks are counted for it, too.
 */
export const createJudgeCanary =
  ({ files, registry, providers, clock, random }: JudgeCanaryDeps) =>
  async (event: unknown): Promise<Judged> => {
    const { training } = parseModelStep(stepInput, event);
    const { modelId } = training;
    const serving = await registry.serving(modelId);
    if (!serving?.canary) return { outcome: 'gone', reason: 'somebody promoted it or rolled it back meanwhile' };
    const { canary, current } = serving;
    const { version } = canary;
    const recipe = recipeOf(modelId);
    const ripeBefore = dayPlus(clock.now().toISOString().slice(0, 10), -recipe.labelDays);
    const look = { prefix: setPrefix(training, 'canary'), modelId, current, canary, ripeBefore };
    const verdict = judgeCanary(await canaryArms({ files, providers }, look), recipe, random);
    await files.put(`${trainingFolder(training)}/canary-verdict.json`, JSON.stringify({ version, ...verdict }));
    logger.info('canary judged', { modelId, version, ...verdict });
    const { outcome, reason } = verdict;
    if (outcome === 'undecided') return { outcome, reason };
    const decision = outcome === 'promote' ? promote(serving, { version, reason }) : rollBack(serving, reason);
    if (decision.allowed && (await registry.save(decision.change)) === 'saved') return { outcome, reason };
    throw new TransientError(`Who serves ${modelId} changed meanwhile`, {
      whatToDo: 'The step is tried again by itself.',
    });
  };
