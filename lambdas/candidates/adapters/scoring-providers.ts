import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import { InvalidInputError, NotFoundError } from '../../shared/errors.ts';
import type { ModelSpec } from '../domain/scoring/model-spec.ts';
import type { ScoringProvider, ScoringProviders } from '../ports.ts';
import { constantScoringProvider } from './constant-scoring-provider.ts';
import { modelScoringProvider } from './model-scoring-provider.ts';
import { sagemakerScoringProvider } from './sagemaker-scoring-provider.ts';

type Options = { objects: Objects; sageMaker: SageMakerRuntimeClient };

/** Opens endpoints by their scheme and keeps what it opened for the life of the Lambda. A failed opening is forgotten. */
export const scoringProviders = (options: Options): ScoringProviders => {
  const specs = new Map<string, Promise<ModelSpec>>();
  const opened = new Map<string, Promise<ScoringProvider>>();
  const spec = (modelId: string) => keep(specs, modelId, () => readSpec(options.objects, modelId));
  return {
    spec,
    open: (endpoint) => keep(opened, endpoint, () => open(options, endpoint, spec)),
  };
};

const open = async (
  { objects, sageMaker }: Options,
  endpoint: string,
  spec: ScoringProviders['spec'],
): Promise<ScoringProvider> => {
  const [scheme, name = ''] = endpoint.split('://');
  switch (scheme) {
    case 'sagemaker':
      return sagemakerScoringProvider({ client: sageMaker, endpoint: name });
    case 'model':
      return modelScoringProvider(objects, name, (await spec(name)).version);
    case 'constant':
      return constantScoringProvider(name);
    default:
      throw new InvalidInputError(`${endpoint} is no endpoint we can score at`, {
        whatToDo: 'Write sagemaker://<endpoint>, model://<modelId> or constant://<score> in the program file.',
      });
  }
};

const readSpec = async (objects: Objects, modelId: string): Promise<ModelSpec> => {
  const key = `models/${modelId}/features.json`;
  const file = await objects.get(key);
  if (file) return JSON.parse(file.toString()) as ModelSpec;
  throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
    whatToDo: 'Put features.json beside the model in models/ and apply Terraform.',
  });
};

const keep = <T>(kept: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> => {
  const found = kept.get(name);
  if (found) return found;
  const made = make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
};
