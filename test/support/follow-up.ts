import { InvokeCommand } from '@aws-sdk/client-lambda';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { lambda, outputs } from './local-cloud.ts';

/** What follow-up-issues does with hand-overs left open: by hand and as in two minutes, because tests don't wait. */
export const finishHandovers = async (): Promise<void> => {
  const at = new Date(Date.now() + 120_000).toISOString();
  const FunctionName = `${pick(outputs.functions, 'follow-up-issues')}:live`;
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ at, only: 'handovers' })) }),
  );
  if (answer.FunctionError) throw new Error(Buffer.from(answer.Payload ?? []).toString());
};
