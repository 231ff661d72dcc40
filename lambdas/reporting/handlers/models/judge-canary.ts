import * as z from 'zod';
import { type ModelRegistry, promote, rollBack, versionFor } from '../../../candidates/index.ts';
import { TransientError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import { type CanaryVerdict, type Decided, judgeCanary } from '../../domain/models/judge-canary.ts';
import { setPrefix, trainingFolder } from '../../domain/models/training-keys.ts';
import type { TrainingFiles } from '../../ports.ts';
import { parseModelStep, trainingSchema } from './model-steps.ts';
import { readRows } from './read-rows.ts';

export type JudgeCanaryDeps = {
  files: Pick<TrainingFiles, 'get' | 'put' | 'list'>;
  registry: Pick<ModelRegistry, 'serving' | 'save'>;
};
type Judged = { outcome: CanaryVerdict['outcome'] | 'gone'; reason: string };

const stepInput = z.object({ training: trainingSchema });

/**
 * Judges the canary by its customers' decisions beside all others', and promotes it, rolls it back, or leaves it for the next
 * run when too few were decided. Who was the canary's follows from the customer, so that decisions of a fallback count, too.
 */
export const createJudgeCanary =
  ({ files, registry }: JudgeCanaryDeps) =>
  async (event: unknown): Promise<Judged> => {
    const { training } = parseModelStep(stepInput, event);
    const { modelId } = training;
    const serving = await registry.serving(modelId);
    if (!serving?.canary) return { outcome: 'gone', reason: 'somebody promoted it or rolled it back meanwhile' };
    const { version, since, share } = serving.canary;
    const choice = { current: serving.current, canary: { version, share } };
    const groups = await decidedBy(files, { prefix: setPrefix(training, 'canary'), modelId, choice, since });
    const verdict = judgeCanary(groups.get(version) ?? [], groups.get(serving.current) ?? []);
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

type About = { prefix: string; modelId: string; choice: Parameters<typeof versionFor>[1]; since: string };

/** Decisions since the canary began, by the version that its customer belonged to. */
const decidedBy = async (files: JudgeCanaryDeps['files'], { prefix, modelId, choice, since }: About) => {
  const groups = new Map<string, Decided[]>();
  for await (const rows of readRows(files, prefix))
    for (const row of rows.filter(({ decided_at }) => decided_at >= since)) {
      const version = versionFor(modelId, choice, row.customer_id);
      groups.set(version, groups.get(version) ?? []);
      groups.get(version)?.push(row);
    }
  return groups;
};
