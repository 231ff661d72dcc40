// What the steps of model retraining share: registry, models and the bucket.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  dynamodbModelRegistry,
  type ModelRegistry,
  type ScoringProviders,
  scoringProviders,
} from '../../candidates/index.ts';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { Clock } from '../../shared/clock.ts';
import { InvalidInputError } from '../../shared/errors.ts';

type Options = { objects: Objects; document: DynamoDBDocumentClient; table: string; clock: Clock };
export type ModelStore = { registry: ModelRegistry; providers: ScoringProviders; files: Objects; clock: Clock };

/** Models are judged in process, so no endpoint is ever asked. */
const noEndpoint = async (endpoint: string): Promise<never> => {
  throw new InvalidInputError(`sagemaker://${endpoint} is not judged here`, { whatToDo: 'Judge models as model://.' });
};

export const modelStore = ({ objects, document, table, clock }: Options): ModelStore => {
  const registry = dynamodbModelRegistry({ document, table });
  return {
    registry,
    files: objects,
    clock,
    providers: scoringProviders({ objects, registry, clock, sageMaker: noEndpoint }),
  };
};
