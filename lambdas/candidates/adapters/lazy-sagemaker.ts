import type { ScoringProvider } from '../ports.ts';

/** Opens a SageMaker endpoint; its SDK is loaded when the first program asks for it, and costs no cold start otherwise. */
export const lazySageMaker = async (endpoint: string): Promise<ScoringProvider> => {
  const { openSageMaker } = await import('./open-sagemaker.ts');
  return openSageMaker(endpoint);
};
