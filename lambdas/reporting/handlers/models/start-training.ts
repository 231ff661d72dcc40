import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { ScoringProviders } from '../../../candidates/index.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { packTar } from '../../domain/models/tar.ts';
import {
  codeKey,
  jobName,
  newVersion,
  outputPrefix,
  programKey,
  programName,
  setPrefix,
  specificationPrefix,
  type Training,
} from '../../domain/models/training-keys.ts';
import type { TrainingFiles, TrainingJobs } from '../../ports.ts';
import { parseModelStep, recipeOf, trainingSchema } from './model-steps.ts';

export type StartTrainingDeps = {
  files: Pick<TrainingFiles, 'get' | 'put'>;
  jobs: Pick<TrainingJobs, 'start'>;
  providers: Pick<ScoringProviders, 'spec'>;
};

const stepInput = z.object({ training: trainingSchema });

/**
 * Starts the training job: its code and the specification of the model's features lie beside its data, so that what was trained
 * can be told later. Safe to repeat: a job of the same name is left as it is.
 */
export const createStartTraining =
  ({ files, jobs, providers }: StartTrainingDeps) =>
  async (event: unknown): Promise<{ job: string }> => {
    const { training } = parseModelStep(stepInput, event);
    const spec = await providers.spec(training.modelId);
    await files.put(`${specificationPrefix(training)}features.json`, JSON.stringify(spec));
    await files.put(codeKey(training), gzipSync(packTar({ [programName]: await programOf(files) })));
    await jobs.start({
      ...{ name: jobName(training), program: programName, code: codeKey(training), output: outputPrefix(training) },
      ...{ train: setPrefix(training, 'train'), specification: specificationPrefix(training) },
      parameters: parametersOf(training),
    });
    return { job: jobName(training) };
  };

const programOf = async (files: StartTrainingDeps['files']): Promise<Buffer> => {
  const program = await files.get(programKey);
  if (program) return program;
  throw new NotFoundError(`${programKey} is not in the data bucket`, {
    whatToDo: 'Apply Terraform, which puts it there.',
  });
};

/** Script mode takes texts; each is JSON. */
const parametersOf = (training: Training): Record<string, string> => {
  const { parameters, monotone } = recipeOf(training.modelId);
  const given = { ...parameters, monotone, version: newVersion(training) };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)]));
};
