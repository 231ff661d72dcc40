import * as z from 'zod';
import {
  type ModelRegistry,
  type ModelVersion,
  modelFolder,
  type ScoringProviders,
  type Serving,
  startCanary,
} from '../../../candidates/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { NotFoundError, TransientError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import { newVersion, type Training, verdictKey } from '../../domain/models/training-keys.ts';
import type { TrainingFiles } from '../../ports.ts';
import { readArtifact } from './model-artifact.ts';
import { parseModelStep, recipeOf, trainingSchema } from './model-steps.ts';

export type DeployModelDeps = {
  files: Pick<TrainingFiles, 'get' | 'put'>;
  registry: ModelRegistry;
  providers: Pick<ScoringProviders, 'spec'>;
  clock: Clock;
};
type Deployed = { outcome: 'canary' | 'not-deployed'; version: string; reason: string };

const stepInput = z.object({
  training: trainingSchema,
  artifact: z.string(),
  verdict: z.object({ better: z.boolean(), reason: z.string() }),
});

/**
 * Puts the trained version into the registry, and if it is better lets it serve the recipe's share of the customers. Safe to
 * repeat: files and version are the execution's own, and a canary that is this version already is left as it is.
 */
export const createDeployModel =
  (deps: DeployModelDeps) =>
  async (event: unknown): Promise<Deployed> => {
    const { training, artifact, verdict } = parseModelStep(stepInput, event);
    const version = newVersion(training);
    await registerVersion(deps, training, artifact);
    if (!verdict.better) {
      await deps.registry.mark(training.modelId, version, { state: 'rejected', reason: verdict.reason });
      return { outcome: 'not-deployed', version, reason: verdict.reason };
    }
    const serving = (await deps.registry.serving(training.modelId)) ?? (await adoptDeployed(deps, training.modelId));
    if (serving.canary?.version === version) return { outcome: 'canary', version, reason: verdict.reason };
    const { share } = recipeOf(training.modelId).canary;
    const at = deps.clock.now().toISOString();
    const decision = startCanary(serving, { version, share, at, reason: verdict.reason });
    if (!decision.allowed) return { outcome: 'not-deployed', version, reason: decision.reason };
    if ((await deps.registry.save(decision.change)) === 'conflict') throw changedMeanwhile(training.modelId);
    logger.info('canary started', { modelId: training.modelId, version, share });
    return { outcome: 'canary', version, reason: verdict.reason };
  };

const changedMeanwhile = (modelId: string) =>
  new TransientError(`Who serves ${modelId} changed meanwhile`, { whatToDo: 'The step is tried again by itself.' });

const registerVersion = async ({ files, registry, clock }: DeployModelDeps, training: Training, artifact: string) => {
  const { modelId } = training;
  const version = newVersion(training);
  const key = modelFolder(modelId, version);
  const trained = await readArtifact(files, artifact);
  const verdict = JSON.parse((await files.get(verdictKey(training)))?.toString() ?? '{}') as Record<string, unknown>;
  const metrics = { ...(JSON.parse(trained.metrics.toString()) as object), evaluation: verdict };
  await files.put(`${key}/features.json`, trained.features);
  await files.put(`${key}/metrics.json`, JSON.stringify(metrics));
  await files.put(`${key}/model.json`, trained.model);
  const entry: ModelVersion = {
    modelId,
    version,
    trainedAt: clock.now().toISOString(),
    key,
    metrics,
    state: 'candidate',
  };
  await registry.register(entry);
};

/** The registry has nothing yet: the model deployed with the code becomes its first version, so that it can be rolled back to. */
const adoptDeployed = async (
  { files, registry, providers, clock }: DeployModelDeps,
  modelId: string,
): Promise<Serving> => {
  const { version } = await providers.spec(modelId);
  const key = modelFolder(modelId, version);
  for (const name of ['features.json', 'model.json']) {
    const file = await files.get(`${modelFolder(modelId)}/${name}`);
    if (!file) throw new NotFoundError(`${modelFolder(modelId)}/${name} is missing`, { whatToDo: 'Apply Terraform.' });
    await files.put(`${key}/${name}`, file);
  }
  const trainedAt = new Date(0).toISOString();
  await registry.register({ modelId, version, trainedAt, key, metrics: {}, state: 'candidate' });
  const serving = { modelId, current: version, revision: 1 };
  const reason = `deployed with the code, adopted at ${clock.now().toISOString()}`;
  const saved = await registry.save({ serving, states: [{ version, state: 'current' }], reason });
  if (saved === 'conflict') throw changedMeanwhile(modelId);
  return serving;
};
