import { gunzipSync } from 'node:zlib';
import type { ModelSpec } from '../../../candidates/index.ts';
import { InvalidInputError } from '../../../shared/errors.ts';
import { unpackTar } from '../../domain/models/tar.ts';
import type { TrainingFiles } from '../../ports.ts';

/** What a training job left: the three files of a version. */
export type Artifact = { model: Buffer; features: Buffer; metrics: Buffer; spec: ModelSpec };

/** @param key of the job's model.tar.gz. @throws InvalidInputError when something is missing */
export const readArtifact = async (files: Pick<TrainingFiles, 'get'>, key: string): Promise<Artifact> => {
  const archive = await files.get(key);
  const unpacked = archive ? unpackTar(gunzipSync(archive)) : new Map<string, Buffer>();
  const need = (name: string): Buffer => {
    const found = unpacked.get(name);
    if (found) return found;
    throw new InvalidInputError(`${key} has no ${name}`, { whatToDo: 'Look at the training job’s log; start anew.' });
  };
  const features = need('features.json');
  return {
    ...{ model: need('model.json'), metrics: need('metrics.json'), features },
    spec: JSON.parse(features.toString()) as ModelSpec,
  };
};
