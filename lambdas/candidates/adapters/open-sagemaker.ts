import { sageMakerClient } from '../../shared/aws/aws-clients.ts';
import type { ScoringProvider } from '../ports.ts';
import { sagemakerScoringProvider } from './sagemaker-scoring-provider.ts';

export const openSageMaker = (endpoint: string): ScoringProvider =>
  sagemakerScoringProvider({ client: sageMakerClient(), endpoint });
