import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { expect, it } from 'vitest';
import { sagemakerScoringProvider } from './sagemaker-scoring-provider.ts';

const answering = (text: string) => {
  const send = async () => ({ Body: new TextEncoder().encode(text) });
  return sagemakerScoringProvider({ client: { send } as unknown as SageMakerRuntimeClient, endpoint: 'reviews' });
};

it.each(['0.25,0.5', '0.25\n0.5\n', '0.25\r\n0.5'])('reads the scores of %j', async (text) => {
  expect(await answering(text).score([[1], [2]])).toEqual([0.25, 0.5]);
});

it.each(['', '\n', 'high', '1.5', '0.1,0.2'])(
  'takes %j for no score of one row: the fallback must take over',
  async (text) => {
    await expect(answering(text).score([[1]])).rejects.toMatchObject({ name: 'TransientError' });
  },
);
