// Starting executions and waiting for their end, as a person at the console would.
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { eventually } from './eventually.ts';
import { outputs, sfn } from './local-cloud.ts';

export type Ended = { arn: string; status: string; output: unknown; error?: string; cause?: string };

/** @param machine short name, such as `batch-ingestion` */
export const start = async (machine: string, input: unknown): Promise<string> => {
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: pick(outputs.stateMachines, machine),
      input: JSON.stringify(input),
    }),
  );
  if (!executionArn) throw new Error(`${machine} did not start`);
  return executionArn;
};

export const ended = (arn: string, { timeoutMs = 200_000, everyMs = 250 } = {}): Promise<Ended> =>
  eventually(
    `the end of ${arn}`,
    async () => {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn: arn }));
      if (execution.status === 'RUNNING') return undefined;
      return {
        arn,
        status: execution.status ?? 'UNKNOWN',
        output: execution.output === undefined ? undefined : JSON.parse(execution.output),
        ...(execution.error !== undefined && { error: execution.error }),
        ...(execution.cause !== undefined && { cause: execution.cause }),
      };
    },
    { timeoutMs, everyMs },
  );

export const run = async (machine: string, input: unknown): Promise<Ended> => ended(await start(machine, input));
