import { sageMakerClient } from '../../shared/aws/sagemaker-client.ts';
import type { ScoringProvider } from '../ports.ts';
import { sagemakerScoringProvider } from './sagemaker-scoring-provider.ts';

export const openSageMaker = (endpoint: string): ScoringProvider =>
  sagemakerScoringProvider({ client: sageMakerClient(), endpoint });
