import * as z from 'zod';
import type { ModelVersion as VersionView } from '../../../../graphql/generated/types.ts';
import {
  type ModelRegistry,
  type ModelVersion,
  modelFolder,
  promote,
  rollBack,
  type ScoringProviders,
  type Serving,
  type ServingDecision,
  startCanary,
} from '../../../candidates/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments, routeFields } from '../../../shared/graphql/resolver-event.ts';
import { logger } from '../../../shared/logger.ts';
import type { TrainingFiles } from '../../ports.ts';

export type OperateModelsDeps = {
  registry: ModelRegistry;
  providers: Pick<ScoringProviders, 'spec'>;
  files: Pick<TrainingFiles, 'get'>;
  clock: Clock;
};

const reason = z.string().trim().min(3, 'must say why').max(500, 'must be at most 500 characters');
const modelArguments = z.object({ modelId: idArgument });
const promoteArguments = z.object({
  modelId: idArgument,
  version: z.string().min(1).max(100),
  share: z.number().gt(0, 'must be above 0').max(1, 'must be at most 1, everybody'),
  reason,
});
const rollBackArguments = z.object({ modelId: idArgument, reason });

/** Answers `modelVersions`, `promoteModel` and `rollBackModel`. Who asked for a change and why stands with the version. */
export const createOperateModels = (deps: OperateModelsDeps): ((event: unknown) => Promise<unknown>) => {
  const modelVersions: FieldHandler = async (call) => view(deps, parseArguments(modelArguments, call).modelId);
  const promoteModel: FieldHandler = async (call) => {
    const { modelId, version, share, reason: why } = parseArguments(promoteArguments, call);
    const serving = await needServing(deps, modelId);
    await needServable(deps, modelId, version);
    const said = `${why} (${call.caller})`;
    const at = deps.clock.now().toISOString();
    const decision =
      share === 1
        ? promote(serving, { version, reason: said })
        : startCanary(serving, { version, share, at, reason: said });
    await change(deps, modelId, decision);
    logger.info('model promoted', { modelId, version, share, by: call.caller });
    return view(deps, modelId);
  };
  const rollBackModel: FieldHandler = async (call) => {
    const { modelId, reason: why } = parseArguments(rollBackArguments, call);
    const serving = await needServing(deps, modelId);
    await change(deps, modelId, rollBack(serving, `${why} (${call.caller})`));
    logger.info('model rolled back', { modelId, from: serving.canary?.version ?? serving.current, by: call.caller });
    return view(deps, modelId);
  };
  return routeFields({ modelVersions, promoteModel, rollBackModel });
};

const needServing = async ({ registry }: OperateModelsDeps, modelId: string): Promise<Serving> => {
  const serving = await registry.serving(modelId);
  if (serving) return serving;
  throw new NotFoundError(`No version of "${modelId}" was ever trained by Herald`, {
    whatToDo: 'The model deployed with the code serves. Run the machine model-retraining first.',
  });
};

/** A version whose files are gone would take the model down. */
const needServable = async (
  { registry, files }: OperateModelsDeps,
  modelId: string,
  version: string,
): Promise<void> => {
  const found = await registry.version(modelId, version);
  if (found && (await files.get(`${modelFolder(modelId, version)}/model.json`))) return;
  throw new NotFoundError(`${modelId} has no version "${version}" that can serve`, {
    whatToDo: 'Choose one that the query modelVersions lists.',
  });
};

const change = async ({ registry }: OperateModelsDeps, modelId: string, decision: ServingDecision): Promise<void> => {
  if (!decision.allowed)
    throw new ConflictError(`${modelId}: ${decision.reason}`, {
      whatToDo: 'Look at modelVersions, then decide again.',
    });
  if ((await registry.save(decision.change)) === 'saved') return;
  throw new ConflictError(`Who serves ${modelId} changed meanwhile`, {
    whatToDo: 'Look at modelVersions, then decide again.',
  });
};

const view = async ({ registry, providers }: OperateModelsDeps, modelId: string) => {
  const [serving, versions] = await Promise.all([registry.serving(modelId), registry.versions(modelId)]);
  return {
    modelId,
    current: serving?.current ?? (await providers.spec(modelId)).version,
    previous: serving?.previous,
    canary: serving?.canary,
    versions: versions.map(versionView),
  };
};

/** AWSJSON is a text. */
const versionView = ({ version, state, trainedAt, metrics, reason: why }: ModelVersion): VersionView => ({
  ...{ version, state, trainedAt, metrics: JSON.stringify(metrics) },
  ...(why !== undefined && { reason: why }),
});
