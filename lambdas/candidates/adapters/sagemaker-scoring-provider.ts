import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { ScoringProvider } from '../ports.ts';

type Options = { client: SageMakerRuntimeClient; endpoint: string };
const rowsPerCall = 1_000;

/**
 * A SageMaker endpoint of the built-in XGBoost container: rows as `text/csv` in, one score a row out, parted by
 * newlines or commas (SageMaker Developer Guide, "Common Data Formats for Inference").
 * An endpoint's name carries its model's version; a new model gets a new name, and with it a fresh score cache.
 */
export const sagemakerScoringProvider = ({ client, endpoint }: Options): ScoringProvider => ({
  version: `sagemaker-${endpoint}`,
  score: async (rows) => {
    const scores: number[] = [];
    for (let from = 0; from < rows.length; from += rowsPerCall) {
      scores.push(...(await invoke({ client, endpoint }, rows.slice(from, from + rowsPerCall))));
    }
    return scores;
  },
});

const invoke = async ({ client, endpoint }: Options, rows: readonly (readonly number[])[]): Promise<number[]> => {
  const command = new InvokeEndpointCommand({
    EndpointName: endpoint,
    ContentType: 'text/csv',
    Accept: 'text/csv',
    Body: new TextEncoder().encode(rows.map((row) => row.join(',')).join('\n')),
  });
  const { Body } = await asTransient(`score at sagemaker://${endpoint}`, () => sendOrAway(client, command));
  const scores = new TextDecoder()
    .decode(Body)
    .trim()
    .split(/[\n,]+/)
    .map(numberIn);
  if (scores.length === rows.length && scores.every((score) => score >= 0 && score <= 1)) return scores;
  throw new TransientError(
    `sagemaker://${endpoint} answered ${scores.length} values for ${rows.length} rows, or no scores`,
    {
      whatToDo: 'Check the model behind the endpoint: one number from 0 to 1 a row, as text/csv.',
    },
  );
};

/** Number('') is 0: an empty answer would pass for a score. */
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** A model that fails (424) is away like one that does not answer: the fallback must take over. */
const sendOrAway = async (client: SageMakerRuntimeClient, command: InvokeEndpointCommand) => {
  try {
    return await client.send(command);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ModelError') throw error;
    throw new TransientError('The model behind the endpoint failed', {
      whatToDo: 'Look at the endpoint’s own log in CloudWatch.',
      cause: error,
    });
  }
};
