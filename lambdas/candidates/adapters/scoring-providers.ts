import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { Clock } from '../../shared/clock.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { ServingChoice } from '../domain/models/serving.ts';
import type { ModelSpec } from '../domain/scoring/model-spec.ts';
import type { ModelRegistry, ScoringProvider, ScoringProviders } from '../ports.ts';
import { constantScoringProvider } from './constant-scoring-provider.ts';
import { modelFile } from './model-files.ts';
import { modelScoringProvider } from './model-scoring-provider.ts';
import { servingChoices } from './serving-choices.ts';

/**
 * `sageMaker` opens an endpoint of SageMaker by its name (adapters/sagemaker-scoring-provider.ts); handed in, so that only those
 * who score there carry its SDK. `ahead`: a version that comes to serve is opened first, while the last one serves: nobody
 * waits for either.
 */
type Options = {
  objects: Objects;
  registry: Pick<ModelRegistry, 'serving'>;
  clock: Clock;
  ahead?: boolean;
  sageMaker: (endpoint: string) => Promise<ScoringProvider>;
};

/** Opens endpoints by their scheme and keeps what it opened for the life of the Lambda. A failed opening is forgotten. */
export const scoringProviders = (options: Options): ScoringProviders => {
  const specs = new Map<string, Promise<ModelSpec>>();
  const opened = new Map<string, Promise<ScoringProvider>>();
  const prepare = async (modelId: string, { current, canary }: ServingChoice): Promise<void> => {
    const versions = [current, ...(canary ? [canary.version] : [])];
    await Promise.all(versions.map((version) => open(`model://${modelId}`, version)));
  };
  const serving = servingChoices({ ...options, ...(options.ahead && { prepare }) });
  const versionOf = async (modelId: string, version?: string) => version ?? (await serving(modelId))?.current;
  const spec: ScoringProviders['spec'] = async (modelId, asked) => {
    const version = await versionOf(modelId, asked);
    return keep(specs, JSON.stringify([modelId, version]), () => readSpec(options.objects, modelId, version));
  };
  const open: ScoringProviders['open'] = async (endpoint, asked) => {
    const [scheme, name = ''] = endpoint.split('://');
    const version = scheme === 'model' ? await versionOf(name, asked) : undefined;
    return keep(opened, JSON.stringify([endpoint, version]), async () => {
      if (scheme !== 'model') return openElsewhere(options, endpoint);
      return modelScoringProvider(options.objects, await spec(name, version), version);
    });
  };
  return { serving, spec, open };
};

const openElsewhere = async ({ sageMaker }: Options, endpoint: string): Promise<ScoringProvider> => {
  const [scheme, name = ''] = endpoint.split('://');
  if (scheme === 'sagemaker') return sageMaker(name);
  if (scheme === 'constant') return constantScoringProvider(name);
  throw new InvalidInputError(`${endpoint} is no endpoint we can score at`, {
    whatToDo: 'Write sagemaker://<endpoint>, model://<modelId> or constant://<score> in the program file.',
  });
};

/** A version's own name counts, whatever its file says: training writes the file before the registry names it. */
const readSpec = async (objects: Objects, modelId: string, version?: string): Promise<ModelSpec> => {
  const spec = (await modelFile(objects, { modelId, version, name: 'features.json' })) as ModelSpec;
  return version === undefined ? spec : { ...spec, modelId, version };
};

const keep = <T>(kept: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> => {
  const found = kept.get(name);
  if (found) return found;
  const made = make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
};
